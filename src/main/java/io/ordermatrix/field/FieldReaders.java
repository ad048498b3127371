package io.ordermatrix.field;

import io.ordermatrix.csv.Numbers;
import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.FieldFormat;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.RejectReason.Kind;
import io.ordermatrix.order.SecurityType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The readers of the columns of a feed that are not plain whole numbers. */
public final class FieldReaders {
    private final Timestamps timestamps;
    private final Map<OrderColumn, FieldReader> readers = new EnumMap<>(OrderColumn.class);

    public FieldReaders(FeedFormat format) {
        FieldFormat fields = format.fields();
        timestamps = new Timestamps(format);
        readers.put(OrderColumn.TIMESTAMP, timestamps);
        readers.put(OrderColumn.PRICE, new Prices(fields.priceExponent()));
        if (fields.securities() == SecurityType.TEXT) {
            readers.put(OrderColumn.SECURITY_CODE, new SecurityNames());
        }
        if (!fields.sides().areNumbers()) {
            readers.put(OrderColumn.SIDE, new SideWords(fields.sides()));
        }
    }

    /** The reader of timestamps, which has to know of every file that begins. */
    public Timestamps timestamps() {
        return timestamps;
    }

    /** The reader of a column; empty if its fields are whole numbers of its type. */
    public Optional<FieldReader> of(OrderColumn column) {
        return Optional.ofNullable(readers.get(column));
    }

    /** Reads prices in the unit of results. */
    private record Prices(int exponent) implements FieldReader {
        private static final int LARGEST = Integer.MAX_VALUE;

        @Override
        public long read(byte[] bytes, int start, int end) {
            return Numbers.decimal(bytes, start, end, exponent, LARGEST);
        }

        @Override
        public Kind problem(byte[] bytes, int start, int end) {
            return NumberProblem.of(Numbers.decimalOutcome(bytes, start, end, exponent, LARGEST));
        }
    }
}
