package io.ordermatrix.scan;

import static io.ordermatrix.scan.OrderSlots.NEEDED;

import io.ordermatrix.order.OrderColumn;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * One condition of a query, and what is read for it. The columns of the next condition are read only of the rows that this one keeps.
 */
final class FilterStep {
    /** Columns that are derived come last: time takes twice as long to read as another column. */
    private static final Comparator<RowPredicate> CHEAP_FIRST =
            Comparator.comparing(condition -> slotsOf(condition).length() > NEEDED);

    private final RowPredicate condition;
    private final int[] columns;
    private final DerivedColumns derived;
    private final int[] filled;

    /**
     * @param before the slots that have values already; those that this step fills are added
     */
    private FilterStep(RowPredicate condition, ZoneId zone, BitSet before) {
        this.condition = condition;
        BitSet missing = slotsOf(condition);
        missing.andNot(before);
        derived = new DerivedColumns(zone, missing);
        BitSet sources = derived.sources();
        missing.stream().filter(slot -> slot < NEEDED).forEach(sources::set);
        sources.andNot(before);
        columns = sources.stream().toArray();
        before.or(sources);
        before.or(derived.slots());
        filled = before.stream().toArray();
    }

    /**
     * The steps of a predicate.
     *
     * @param read the columns that are read already
     */
    static List<FilterStep> of(RowPredicate predicate, List<OrderColumn> read, ZoneId zone) {
        BitSet filled = new BitSet();
        read.forEach(column -> filled.set(OrderSlots.of(column)));
        List<FilterStep> steps = new ArrayList<>();
        for (RowPredicate condition :
                predicate.conjuncts().stream().sorted(CHEAP_FIRST).toList()) {
            steps.add(new FilterStep(condition, zone, filled));
        }
        return steps;
    }

    /** The needed columns to read before the condition is tested, in the order of checking. */
    int[] columns() {
        return columns;
    }

    /** The columns to derive before the condition is tested. */
    DerivedColumns derived() {
        return derived;
    }

    RowPredicate condition() {
        return condition;
    }

    /** The slots that have values when the condition is tested. */
    int[] filled() {
        return filled;
    }

    private static BitSet slotsOf(RowPredicate condition) {
        BitSet slots = new BitSet();
        condition.addSlots(slots);
        return slots;
    }
}
