package io.ordermatrix.report;

import io.ordermatrix.order.SizeBucket;
import java.io.Serializable;
import java.util.Locale;

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
        NONE,
        HOUR,
        SIZE;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The number of cells of this grain's table. */
    int cells(Axes axes) {
        return Math.toIntExact((securities + 1L) * (participants + 1L) * dates(axes) * details(axes));
    }

    /** The cell of a row of the cube, given by its positions on the axes. */
    int cell(Axes axes, int security, int date, int participant, int hour, int size) {
        int cell = Math.min(security, securities);
        cell = cell * dates(axes) + (byDate ? date : 0);
        cell = cell * (participants + 1) + Math.min(participant, participants);
        return switch (detail) {
            case NONE -> cell;
            case HOUR -> cell * axes.hours().size() + hour;
            case SIZE -> cell * SizeBucket.values().length + size;
        };
    }

    int dates(Axes axes) {
        return byDate ? axes.dates().size() : 1;
    }

    int details(Axes axes) {
        return switch (detail) {
            case NONE -> 1;
            case HOUR -> axes.hours().size();
            case SIZE -> SizeBucket.values().length;
        };
    }

    /** Whether the other grain's table can be computed from this grain's. */
    boolean covers(Grain other) {
        return detail == other.detail
                && (byDate || !other.byDate)
                && securities >= other.securities
                && participants >= other.participants;
    }

    /** The same grain with fewer securities and participants, such that it has about this share of the cells. */
    Grain shrunk(double share) {
        boolean both = securities > 0 && participants > 0;
        double each = both ? Math.sqrt(share) : share;
        return new Grain(detail, byDate, (int) (securities * each), (int) (participants * each));
    }
}
