package io.ordermatrix.synthetic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds why a line can't be read as an order event, from the documented rules alone: it shares no code with the
 * program, and need not be fast.
 */
final class RowClassifier {
    private static final Pattern FIELD = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^\",]*)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern PRICE = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");

    private static final List<String> NEEDED = List.of(
            "order_id",
            "timestamp",
            "security_code",
            "price",
            "side",
            "quantity",
            "leavesquantity",
            "totalmatchedquantity",
            "exchangeordertype",
            "participantid",
            "orderstatus");
    private static final Map<String, Integer> BITS =
            Map.of("order_id", 64, "timestamp", 64, "side", 8, "exchangeordertype", 16, "orderstatus", 8);

    private final List<String> header;

    RowClassifier(List<String> header) {
        this.header = header;
    }

    /** The reason to reject the line; empty if there is none. */
    Optional<String> reject(String line) {
        Optional<List<String>> split = split(line);
        if (split.isEmpty()) {
            return Optional.of("quote");
        }
        List<String> fields = split.get();
        if (fields.size() != header.size()) {
            return Optional.of("field_count");
        }
        return NEEDED.stream()
                .map(column -> wrong(column, fields.get(header.indexOf(column)).replaceAll("^ +| +$", "")))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<List<String>> split(String line) {
        List<String> fields = new ArrayList<>();
        Matcher field = FIELD.matcher(line);
        int position = 0;
        while (field.region(position, line.length()).lookingAt()) {
            fields.add(field.group(1) == null ? field.group(2) : field.group(1));
            if (field.end() == line.length()) {
                return Optional.of(fields);
            }
            if (line.charAt(field.end()) != ',') {
                return Optional.empty();
            }
            position = field.end() + 1;
        }
        return Optional.empty();
    }

    private static Optional<String> wrong(String column, String text) {
        if (text.isEmpty()) {
            return Optional.of("missing:" + column);
        }
        if (!(column.equals("price") ? PRICE : NUMBER).matcher(text).matches()) {
            return Optional.of("not_a_number:" + column);
        }
        BigDecimal number = new BigDecimal(text);
        if (number.toBigInteger().bitLength() >= BITS.getOrDefault(column, 32)) {
            return Optional.of("overflow:" + column);
        }
        if (column.endsWith("quantity") && number.signum() < 0) {
            return Optional.of("negative:" + column);
        }
        if (number.compareTo(new BigDecimal(number.toBigInteger())) != 0) {
            return Optional.of("precision:" + column);
        }
        BigInteger whole = number.toBigInteger();
        boolean buyOrSell = whole.equals(BigInteger.ONE) || whole.equals(BigInteger.TWO);
        return column.equals("side") && !buyOrSell ? Optional.of("side") : Optional.empty();
    }
}
