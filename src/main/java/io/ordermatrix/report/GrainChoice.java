package io.ordermatrix.report;

import io.ordermatrix.report.Grain.Detail;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the grains of a page. A reader filters by security, by participant or by both, and by date or not; each
 * combination has a grain, with as many securities and participants as its number of cells allows.
 */
final class GrainChoice {
    /** The cells for one way of filtering and one detail. The matrix has the most, because everybody looks at it. */
    private enum Way {
        BY_SECURITY(200_000, 80_000, 60_000, 100_000, 60_000),
        BY_PARTICIPANT(30_000, 40_000, 30_000, 50_000, 30_000),
        BY_BOTH(100_000, 40_000, 30_000, 200_000, 60_000);

        private final int cells;
        private final int cellsByHour;
        private final int cellsBySize;
        /** Many: what lifecycles tell has only the room that all else leaves. */
        private final int cellsByType;

        private final int cellsByTenMinutes;

        Way(int cells, int cellsByHour, int cellsBySize, int cellsByType, int cellsByTenMinutes) {
            this.cells = cells;
            this.cellsByHour = cellsByHour;
            this.cellsBySize = cellsBySize;
            this.cellsByType = cellsByType;
            this.cellsByTenMinutes = cellsByTenMinutes;
        }

        private int cells(Detail detail) {
            return switch (detail) {
                case NONE -> cells;
                case HOUR -> cellsByHour;
                case SIZE -> cellsBySize;
                case TYPE -> cellsByType;
                case TEN_MINUTES -> cellsByTenMinutes;
            };
        }
    }

    private GrainChoice() {}

    /** The grains of a table, none of which can be computed from another. */
    static List<Grain> of(GrainTable table, Axes axes) {
        List<Grain> grains = new ArrayList<>();
        for (Detail detail : table.details()) {
            for (boolean byDate : new boolean[] {true, false}) {
                // The widest first: for a small run, all others can be computed from it.
                add(grains, both(axes, detail, byDate, table.roomShare()));
                add(grains, one(axes, detail, byDate, Way.BY_SECURITY, table.roomShare()));
                add(grains, one(axes, detail, byDate, Way.BY_PARTICIPANT, table.roomShare()));
            }
        }
        return List.copyOf(grains);
    }

    private static void add(List<Grain> grains, Grain grain) {
        if (grains.stream().noneMatch(other -> other.covers(grain))) {
            grains.add(grain);
        }
    }

    private static Grain one(Axes axes, Detail detail, boolean byDate, Way way, double share) {
        int keys = keys(axes, detail, byDate, way, share);
        return way == Way.BY_SECURITY
                ? new Grain(detail, byDate, Math.min(axes.securities().size(), keys - 1), 0)
                : new Grain(detail, byDate, 0, Math.min(axes.participants().size(), keys - 1));
    }

    private static Grain both(Axes axes, Detail detail, boolean byDate, double share) {
        int keys = keys(axes, detail, byDate, Way.BY_BOTH, share);
        int allSecurities = axes.securities().size() + 1;
        int allParticipants = axes.participants().size() + 1;
        int participants = Math.min(allParticipants, (int) Math.sqrt(keys));
        int securities = Math.min(allSecurities, keys / participants);
        // If there are few securities, there is room for more participants.
        participants = Math.min(allParticipants, keys / securities);
        return new Grain(detail, byDate, securities - 1, participants - 1);
    }

    /** How many pairs of securities and participants, including the combined ones, the cells allow; at least one. */
    private static int keys(Axes axes, Detail detail, boolean byDate, Way way, double share) {
        Grain oneKey = new Grain(detail, byDate, 0, 0);
        return Math.max(1, (int) (share * way.cells(detail)) / Math.max(1, oneKey.cells(axes)));
    }
}
