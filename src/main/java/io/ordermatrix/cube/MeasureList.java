package io.ordermatrix.cube;

import io.ordermatrix.group.Aggregate;
import io.ordermatrix.order.OrderColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Measures in the order of their declaration, and the exact numbers that they are computed from. */
final class MeasureList {
    private final List<Measure> shown = new ArrayList<>();
    private final List<Measure> sumsForMerging = new ArrayList<>();
    private final List<Measure> squaresForMerging = new ArrayList<>();
    private final List<Aggregate> collected = new ArrayList<>();

    /** The number of events. */
    MeasureList count(String name) {
        return exact(Aggregate.count(name));
    }

    MeasureList sum(String name, OrderColumn column) {
        return exact(Aggregate.sum(name, column));
    }

    MeasureList min(String name, OrderColumn column) {
        return exact(Aggregate.min(name, column));
    }

    MeasureList max(String name, OrderColumn column) {
        return exact(Aggregate.max(name, column));
    }

    /** The mean of a column over the events. */
    MeasureList mean(String name, OrderColumn column) {
        return ratio(name, sumOf(column), countOfEvents());
    }

    /** The sum of one column divided by that of another; null if the latter is 0. */
    MeasureList ratio(String name, OrderColumn numerator, OrderColumn denominator) {
        return ratio(name, sumOf(numerator), sumOf(denominator));
    }

    private MeasureList ratio(String name, int numerator, int denominator) {
        shown.add(new Measure.Real(
                name,
                totals -> totals[denominator] == 0
                        ? Double.NaN
                        : (double) totals[numerator] / (double) totals[denominator]));
        return this;
    }

    /** The sample standard deviation of the quantity; null for a single event. */
    MeasureList quantityDeviation(String name) {
        int events = countOfEvents();
        int sum = sumOf(OrderColumn.QUANTITY);
        int high = collect(Aggregate.sum("quantity_square_high_sum", OrderColumn.QUANTITY_SQUARE_HIGH));
        int low = collect(Aggregate.sum("quantity_square_low_sum", OrderColumn.QUANTITY_SQUARE_LOW));
        shown.add(
                new Measure.Real(name, totals -> Deviation.of(totals[events], totals[sum], totals[high], totals[low])));
        squaresForMerging.add(new Measure.SquareSum("quantity_square_sum", high, low));
        return this;
    }

    /** The number of distinct values of a key column. */
    MeasureList distinct(String name, OrderColumn column) {
        shown.add(new Measure.Distinct(name, column));
        return this;
    }

    private MeasureList exact(Aggregate aggregate) {
        shown.add(new Measure.Exact(aggregate, collect(aggregate)));
        return this;
    }

    private int countOfEvents() {
        return collected.indexOf(collected.stream()
                .filter(aggregate -> aggregate.equals(Aggregate.count(aggregate.name())))
                .findFirst()
                .orElseThrow());
    }

    /** The index of a column's sum: that of a measure, or else one that only merging needs. */
    private int sumOf(OrderColumn column) {
        for (int at = 0; at < collected.size(); at++) {
            Aggregate aggregate = collected.get(at);
            if (aggregate.equals(Aggregate.sum(aggregate.name(), column))) {
                return at;
            }
        }
        Aggregate sum = Aggregate.sum(column.columnName() + "_sum", column);
        int index = collect(sum);
        sumsForMerging.add(new Measure.Exact(sum, index));
        return index;
    }

    private int collect(Aggregate aggregate) {
        collected.add(aggregate);
        return collected.size() - 1;
    }

    /** The measures of every result. */
    List<Measure> shown() {
        return List.copyOf(shown);
    }

    /** The other columns of the cube, which make it sufficient for computing coarser groups. */
    List<Measure> forMerging() {
        return Stream.concat(sumsForMerging.stream(), squaresForMerging.stream())
                .toList();
    }

    /** The numbers collected from the events of a group. */
    List<Aggregate> collected() {
        return List.copyOf(collected);
    }
}
