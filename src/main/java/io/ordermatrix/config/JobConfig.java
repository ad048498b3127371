package io.ordermatrix.config;

import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.LineFormat;
import io.ordermatrix.order.Selection;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The validated configuration of a job.
 *
 * @param input files, directories and globs; empty only if the command does not need any
 * @param output the output directory; empty only if the command does not need one
 * @param holidays weekdays on which the exchange is closed, in order
 * @param lines how its files are written
 * @param feed how its numbers are written
 * @param rejectMaxShare the share of rejects above which a run fails, 0 to 1
 * @param cluster empty for a run on one machine
 */
public record JobConfig(
        List<String> input,
        Optional<String> output,
        Preset preset,
        Mode mode,
        Selection selection,
        List<LocalDate> holidays,
        ScanConfig scan,
        LineFormat lines,
        FeedConfig feed,
        double rejectMaxShare,
        OnError onError,
        LocalConfig local,
        Optional<ClusterConfig> cluster) {

    public JobConfig {
        input = List.copyOf(input);
        Objects.requireNonNull(output);
        Objects.requireNonNull(preset);
        Objects.requireNonNull(mode);
        Objects.requireNonNull(selection);
        holidays = holidays.stream().distinct().sorted().toList();
        Objects.requireNonNull(scan);
        Objects.requireNonNull(lines);
        Objects.requireNonNull(feed);
        Objects.requireNonNull(onError);
        Objects.requireNonNull(local);
        Objects.requireNonNull(cluster);
    }

    /** How the numbers of the input are written, for the tasks of a run. */
    public FeedFormat format() {
        return feed.format(selection.zone());
    }
}
