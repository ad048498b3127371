package io.ordermatrix.report;

import io.ordermatrix.matrix.CellStatus;
import io.ordermatrix.output.ResultFiles;
import io.ordermatrix.output.ResultTables;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The status of every cell of the job matrix. */
final class CellStatuses {
    private static final int SHOWN_FAILURES = 100;

    private final Axes axes;
    /** By security and date; null if the matrix has no such cell. */
    private final CellStatus[] statuses;

    private final List<Failure> failures = new ArrayList<>();

    /** A cell that failed, and why. */
    record Failure(int security, String date, String error) {}

    /** The securities and dates of a matrix, ascending. */
    record Extent(Set<Integer> securities, Set<LocalDate> dates) {
        static Extent of(ResultTables tables) throws IOException {
            Set<Integer> securities = new TreeSet<>();
            Set<LocalDate> dates = new TreeSet<>();
            tables.scan(ResultFiles.MATRIX, cell -> {
                securities.add(Integer.valueOf(cell.getString("security_code")));
                dates.add(LocalDate.parse(cell.getString("trade_date")));
                return true;
            });
            return new Extent(securities, dates);
        }
    }

    private CellStatuses(Axes axes) {
        this.axes = axes;
        statuses = new CellStatus[axes.securities().size() * axes.dates().size()];
    }

    static CellStatuses read(ResultTables tables, Axes axes) throws IOException {
        CellStatuses cells = new CellStatuses(axes);
        tables.scan(ResultFiles.MATRIX, row -> {
            int security = Integer.parseInt(row.getString("security_code"));
            LocalDate date = LocalDate.parse(row.getString("trade_date"));
            CellStatus status = CellStatus.valueOf(row.getString("status"));
            cells.statuses[cells.at(axes.securityRank(security), axes.dayPosition((int) date.toEpochDay()))] = status;
            if (status == CellStatus.FAILED && cells.failures.size() < SHOWN_FAILURES) {
                String error = row.getString("error");
                cells.failures.add(new Failure(security, date.toString(), error == null ? "" : error));
            }
            return true;
        });
        return cells;
    }

    private int at(int security, int date) {
        return security * axes.dates().size() + date;
    }

    /** The first cells that failed. */
    List<Failure> failures() {
        return failures;
    }

    /**
     * For each status that a finished run can have: the number of cells by date and security, with the remaining
     * securities combined.
     */
    void writeTo(PackedNumbers numbers, int separateSecurities) {
        for (CellStatus status : List.of(CellStatus.COMPLETED, CellStatus.EMPTY, CellStatus.FAILED)) {
            long[] counts = new long[(separateSecurities + 1) * axes.dates().size()];
            for (int security = 0; security < axes.securities().size(); security++) {
                for (int date = 0; date < axes.dates().size(); date++) {
                    if (statuses[at(security, date)] == status) {
                        counts[at(Math.min(security, separateSecurities), date)]++;
                    }
                }
            }
            numbers.addAll(counts);
        }
    }
}
