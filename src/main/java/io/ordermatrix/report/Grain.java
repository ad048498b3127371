package io.ordermatrix.report;

import io.ordermatrix.order.SizeBucket;
import java.io.Serializable;
import java.util.Locale;

/**
 * A coarser grain of the cube, small enough for a page. A table of it is dense, its last key runs fastest: security, date,
 * participant, detail.
 *
 * @param detail what is told apart besides
 * @param byDate whether dates are told apart
 * @param securities how many of the busiest are told apart; the others are one more security at the end
 * @param participants how many of the busiest are told apart; the others are one more participant at the end
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

    /** The number of cells that a table of this grain has. */
    int cells(Axes axes) {
        return Math.toIntExact((securities + 1L) * (participants + 1L) * dates(axes) * details(axes));
    }

    /** The cell of a row of the cube, by its positions on the axes. */
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

    /** Whether everything that a table of the other grain tells can be summed from one of this grain. */
    boolean tells(Grain other) {
        return detail == other.detail
                && (byDate || !other.byDate)
                && securities >= other.securities
                && participants >= other.participants;
    }

    /** The same with fewer securities and participants, so that it has about that share of the cells. */
    Grain shrunk(double share) {
        boolean both = securities > 0 && participants > 0;
        double each = both ? Math.sqrt(share) : share;
        return new Grain(detail, byDate, (int) (securities * each), (int) (participants * each));
    }
}
