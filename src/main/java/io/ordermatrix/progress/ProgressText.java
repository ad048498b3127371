package io.ordermatrix.progress;

import io.ordermatrix.units.DataSize;
import java.time.Duration;
import java.util.Locale;

/** A status as text, most important first, so that it can be truncated. */
final class ProgressText {
    private ProgressText() {}

    static String of(ProgressStatus status) {
        Progress progress = status.progress();
        StringBuilder text = new StringBuilder(progress.phase().label());
        if (progress.bytesTotal() > 0) {
            // Rounded down, so that 100% means everything.
            double percent = Math.floor(1000 * progress.share()) / 10;
            text.append(String.format(Locale.ROOT, " %.1f%%", percent));
            text.append(", ").append(count(progress.rows())).append(" rows");
            if (progress.cells() > 0) {
                text.append(String.format(Locale.ROOT, ", %d/%d cells", progress.cellsDone(), progress.cells()));
            }
            text.append(", ").append(rate(status.estimate().bytesPerSecond()));
            status.estimate()
                    .left()
                    .ifPresent(left -> text.append(", ").append(clock(left)).append(" left"));
        }
        text.append(String.format(
                Locale.ROOT,
                ", heap %.0f%%, memory %.0f%%",
                100 * status.memory().heapShare(),
                100 * status.memory().machineShare()));
        if (progress.workers() > 0) {
            text.append(progress.workers() == 1 ? ", 1 worker" : ", " + progress.workers() + " workers");
        }
        return text.toString();
    }

    private static String rate(double bytesPerSecond) {
        return DataSize.ofBytes(Math.round(bytesPerSecond)).approximate() + "/s";
    }

    /** To three or four digits: {@code 940}, {@code 12.3K}, {@code 1204M}, {@code 1.20G}. */
    private static String count(long rows) {
        if (rows < 10_000) {
            return Long.toString(rows);
        }
        if (rows < 1_000_000) {
            return String.format(Locale.ROOT, "%.1fK", rows / 1e3);
        }
        return rows < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1fM", rows / 1e6)
                : String.format(Locale.ROOT, "%.2fG", rows / 1e9);
    }

    /** {@code 4:51} in minutes and seconds, {@code 1:04:51} with hours. */
    private static String clock(Duration time) {
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }
}
