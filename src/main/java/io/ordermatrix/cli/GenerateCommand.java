package io.ordermatrix.cli;

import io.ordermatrix.file.WholeLocalFile;
import io.ordermatrix.synthetic.FeedSettings;
import io.ordermatrix.synthetic.GeneratedFeed;
import io.ordermatrix.synthetic.OrderGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "generate",
        description = "Writes a realistic order-event feed; the same options give the same feed.",
        mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--output", paramLabel = "FILE", required = true, description = "The CSV file to write.")
    private Path output;

    @Option(names = "--rows", paramLabel = "N", required = true, description = "Number of order events.")
    private long rows;

    @Option(names = "--dates", paramLabel = "N", description = "Number of trading dates, from 2024-09-02 on.")
    private Integer dates;

    @Option(names = "--securities", paramLabel = "N", description = "Number of securities.")
    private Integer securities;

    @Option(names = "--participants", paramLabel = "N", description = "Number of participants.")
    private Integer participants;

    @Option(names = "--seed", paramLabel = "N", description = "Random seed.")
    private Long seed;

    @Option(names = "--corrupt", paramLabel = "SHARE", description = "Share of damaged rows, 0 to 1.")
    private Double corrupt;

    @Override
    public Integer call() throws IOException {
        GeneratedFeed feed = write(new OrderGenerator(settings()));
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%s: %,d rows, %,d bytes%n", output, feed.rows(), feed.bytes());
        feed.rejects().forEach((reason, count) -> out.printf(Locale.ROOT, "%-34s %,16d%n", reason, count));
        out.flush();
        return ExitStatus.DONE;
    }

    private FeedSettings settings() {
        try {
            FeedSettings settings = FeedSettings.ofRows(rows);
            settings = dates == null ? settings : settings.withDates(dates);
            settings = securities == null ? settings : settings.withSecurities(securities);
            settings = participants == null ? settings : settings.withParticipants(participants);
            settings = seed == null ? settings : settings.withSeed(seed);
            return corrupt == null ? settings : settings.withCorruptShare(corrupt);
        } catch (IllegalArgumentException outOfRange) {
            throw new ParameterException(spec.commandLine(), outOfRange.getMessage(), outOfRange);
        }
    }

    /** The file has its name only when it is complete. */
    private GeneratedFeed write(OrderGenerator generator) throws IOException {
        Path whole = output.toAbsolutePath();
        if (whole.getParent() != null) {
            Files.createDirectories(whole.getParent());
        }
        return WholeLocalFile.write(whole, generator::writeTo);
    }
}
