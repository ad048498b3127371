package io.ordermatrix.report;

import io.ordermatrix.order.ExchangeClock;
import io.ordermatrix.order.SizeBucket;
import java.io.Serializable;
import java.util.Locale;
import java.util.function.LongUnaryOperator;

/**
 * A coarser grain of the cube, small enough for a page. Its table is dense, with the keys security, date, participant
 * and detail, of which the last varies fastest.
 *
 * @param detail the finest key
 * @param byDate whether dates are distinguished
 * @param securities how many of the busiest are distinguished; one more at the end combines the others
 * @param participants how many of the busiest are distinguished; one more at the end combines the others
 */
record Grain(Detail detail, boolean byDate, int securities, int participants) implements Serializable {
    /** The finest key of a grain. */
    enum Detail {
        NONE(""),
        HOUR("hour"),
        SIZE("size_bucket"),
        TYPE("exchangeordertype"),
        /** Tens of minutes of the exchange's day, from 0, of an order's first event. */
        TEN_MINUTES("first_timestamp");

        /** In an hour. */
        private static final int TENS = 6;

        private static final int SECONDS_IN_TEN_MINUTES = 600;

        private final String column;

        Detail(String column) {
            this.column = column;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The column of results with it; empty for none. */
        String column() {
            return column;
        }

        /** The number of its values. */
        int count(Axes axes) {
            return switch (this) {
                case NONE -> 1;
                case HOUR -> axes.hours().size();
                case SIZE -> SizeBucket.values().length;
                case TYPE -> axes.orderTypes().size() + 1;
                case TEN_MINUTES -> axes.hours().size() * TENS;
            };
        }

        /** Makes the value of a row from that of its column. Not for use by several threads at once. */
        LongUnaryOperator value(Axes axes) {
            if (this != TEN_MINUTES) {
                return LongUnaryOperator.identity();
            }
            ExchangeClock clock = new ExchangeClock(axes.zone());
            return timestamp -> clock.secondOfDay(timestamp) / SECONDS_IN_TEN_MINUTES;
        }

        /** The position of a value. */
        int position(Axes axes, int value) {
            return switch (this) {
                case NONE -> 0;
                case HOUR -> axes.hourPosition(value);
                case SIZE -> value;
                case TYPE -> axes.orderTypePosition(value);
                case TEN_MINUTES -> axes.hourPosition(value / TENS) * TENS + value % TENS;
            };
        }
    }

    /** The number of cells of this grain's table. */
    int cells(Axes axes) {
        return Math.toIntExact((securities + 1L) * (participants + 1L) * dates(axes) * detail.count(axes));
    }

    /**
     * Where the cells of a grain are in its table.
     *
     * @param dates how many are distinguished
     * @param details how many values the detail has
     */
    record Shape(int securities, int dates, int participants, int details) {
        /**
         * The cell of a row of the table, given by its positions on the axes.
         *
         * @param position of the detail
         */
        int cell(int security, int date, int participant, int position) {
            int cell = Math.min(security, securities) * dates + Math.min(date, dates - 1);
            cell = cell * (participants + 1) + Math.min(participant, participants);
            return cell * details + position;
        }
    }

    Shape shape(Axes axes) {
        return new Shape(securities, dates(axes), participants, detail.count(axes));
    }

    int dates(Axes axes) {
        return byDate ? axes.dates().size() : 1;
    }

    /** Whether the other grain's table can be computed from this grain's. */
    boolean covers(Grain other) {
        return detail == other.detail
                && (byDate || !other.byDate)
                && securities >= other.securities
                && participants >= other.participants;
    }

    boolean canShrink() {
        return securities > 0 || participants > 0;
    }

    /** The same grain with fewer securities and participants, such that it has about this share of the cells. */
    Grain shrunk(double share) {
        boolean both = securities > 0 && participants > 0;
        double each = both ? Math.sqrt(share) : share;
        return new Grain(detail, byDate, (int) (securities * each), (int) (participants * each));
    }
}
