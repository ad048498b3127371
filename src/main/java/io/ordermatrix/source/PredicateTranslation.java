package io.ordermatrix.source;

import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.scan.RowPredicate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;

/**
 * Translates Spark's predicates into {@link RowPredicate}s. Translated predicates are applied fully, so Spark does not
 * evaluate them again. Predicates that read a nullable column, or compare with anything other than a whole number, are
 * left to Spark.
 */
final class PredicateTranslation {
    private PredicateTranslation() {}

    static Optional<RowPredicate> translate(Predicate predicate) {
        Expression[] children = predicate.children();
        return switch (predicate.name()) {
            case "ALWAYS_TRUE" -> Optional.of(new RowPredicate.Constant(true));
            case "ALWAYS_FALSE" -> Optional.of(new RowPredicate.Constant(false));
            case "IS_NOT_NULL" ->
                slot(children[0]).isPresent() ? Optional.of(new RowPredicate.Constant(true)) : Optional.empty();
            case "IS_NULL" ->
                slot(children[0]).isPresent() ? Optional.of(new RowPredicate.Constant(false)) : Optional.empty();
            case "AND" -> both(children).map(RowPredicate::all);
            case "OR" -> both(children).map(sides -> new RowPredicate.Either(sides.get(0), sides.get(1)));
            case "NOT" -> nested(children[0]).map(RowPredicate.Not::new);
            case "IN" -> oneOf(children);
            case "=", "<=>", "<>", "<", "<=", ">", ">=" -> comparison(predicate.name(), children);
            default -> Optional.empty();
        };
    }

    private static Optional<RowPredicate> nested(Expression expression) {
        return expression instanceof Predicate predicate ? translate(predicate) : Optional.empty();
    }

    private static Optional<List<RowPredicate>> both(Expression[] children) {
        Optional<RowPredicate> left = nested(children[0]);
        Optional<RowPredicate> right = nested(children[1]);
        return left.isPresent() && right.isPresent() ? Optional.of(List.of(left.get(), right.get())) : Optional.empty();
    }

    private static Optional<RowPredicate> oneOf(Expression[] children) {
        OptionalInt slot = slot(children[0]);
        List<Long> wanted = new ArrayList<>();
        for (Expression child : Arrays.asList(children).subList(1, children.length)) {
            OptionalLong value = wholeNumber(child);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            wanted.add(value.getAsLong());
        }
        return slot.isEmpty() ? Optional.empty() : Optional.of(new RowPredicate.OneOf(slot.getAsInt(), wanted));
    }

    private static Optional<RowPredicate> comparison(String operator, Expression[] children) {
        OptionalInt slot = slot(children[0]);
        OptionalLong bound = wholeNumber(children[1]);
        if (slot.isEmpty() || bound.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(comparison(operator, slot.getAsInt(), bound.getAsLong()));
    }

    private static RowPredicate comparison(String operator, int slot, long bound) {
        return switch (operator) {
            case "=", "<=>" -> new RowPredicate.Between(slot, bound, bound);
            case "<>" -> new RowPredicate.Not(new RowPredicate.Between(slot, bound, bound));
            case "<=" -> new RowPredicate.Between(slot, Long.MIN_VALUE, bound);
            case ">=" -> new RowPredicate.Between(slot, bound, Long.MAX_VALUE);
            case "<" ->
                bound == Long.MIN_VALUE
                        ? new RowPredicate.Constant(false)
                        : new RowPredicate.Between(slot, Long.MIN_VALUE, bound - 1);
            case ">" ->
                bound == Long.MAX_VALUE
                        ? new RowPredicate.Constant(false)
                        : new RowPredicate.Between(slot, bound + 1, Long.MAX_VALUE);
            default -> throw new IllegalArgumentException("not a comparison: " + operator);
        };
    }

    private static OptionalInt slot(Expression expression) {
        return column(expression)
                .filter(OrderSlots::has)
                .map(column -> OptionalInt.of(OrderSlots.of(column)))
                .orElse(OptionalInt.empty());
    }

    /** The order column that an expression consists of, if it is one. */
    static Optional<OrderColumn> column(Expression expression) {
        return expression instanceof NamedReference reference && reference.fieldNames().length == 1
                ? OrderColumn.named(reference.fieldNames()[0].toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    private static OptionalLong wholeNumber(Expression expression) {
        if (expression instanceof Literal<?> literal) {
            Object value = literal.value();
            // The value of a date is its day.
            if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
                return OptionalLong.of(((Number) value).longValue());
            }
        }
        return OptionalLong.empty();
    }
}
