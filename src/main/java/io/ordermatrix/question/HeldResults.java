package io.ordermatrix.question;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordermatrix.config.ConfigLoader;
import io.ordermatrix.config.JobConfig;
import io.ordermatrix.input.InputException;
import io.ordermatrix.order.FieldFormat;
import io.ordermatrix.order.Selection;
import io.ordermatrix.output.FinishedRun;
import io.ordermatrix.output.OutputException;
import io.ordermatrix.output.ResultFiles;
import io.ordermatrix.table.StoredFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The results of a finished run, which are asked.
 *
 * @param name of the directory, as the user gave it
 * @param run the run
 * @param selection of the events that they have
 * @param fields how the feed that they were made from writes its fields
 * @param orderColumns the optional columns of the events that they have; empty if they have only the cube
 * @param events how many events they have
 */
public record HeldResults(
        String name,
        FinishedRun run,
        Selection selection,
        FieldFormat fields,
        Optional<List<String>> orderColumns,
        long events) {
    private static final Logger LOG = LoggerFactory.getLogger(HeldResults.class);

    /**
     * Opens the results that an input names.
     *
     * @return empty if the input names none
     * @throws InputException if results are mixed with other inputs
     * @throws OutputException if the results are incomplete
     */
    public static Optional<HeldResults> in(List<String> input, Configuration hadoop) throws IOException {
        for (String name : input) {
            if (haveResults(name, hadoop)) {
                if (input.size() > 1) {
                    throw new InputException(List.of(
                            name + ": has the results of a run, which can't be read together with other inputs"));
                }
                return Optional.of(open(name, hadoop));
            }
        }
        return Optional.empty();
    }

    private static boolean haveResults(String name, Configuration hadoop) {
        try {
            return FinishedRun.isIn(name, hadoop);
        } catch (IOException | IllegalArgumentException unreadable) {
            // Looking for files there says what is wrong with it.
            LOG.debug("{} can't be looked at", name, unreadable);
            return false;
        }
    }

    private static HeldResults open(String name, Configuration hadoop) throws IOException {
        FinishedRun run = FinishedRun.open(name, hadoop);
        JsonNode record = run.record();
        JobConfig config = new ConfigLoader()
                .rendered(record.path("config").toString(), new Path(name, ResultFiles.RUN).toString())
                .load()
                .job();
        JsonNode settings = record.path("settings");
        Optional<List<String>> orderColumns = settings.path("--keep-orders").asBoolean()
                ? Optional.of(names(settings.path("--order-columns").asText()))
                : Optional.empty();
        return new HeldResults(
                name,
                run,
                config.selection(),
                config.feed().fields(),
                orderColumns,
                record.path("accounting").path("kept").asLong());
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(",")).filter(name -> !name.isEmpty()).toList();
    }

    /** The same for results with the same content. */
    public String fingerprint() {
        return run.record().path("fingerprint").asText();
    }

    /** When the run started, as in run.json. */
    public String started() {
        return run.record().path("started").asText();
    }

    /**
     * The files of one of their tables.
     *
     * @throws OutputException if the first of them is not there
     */
    List<StoredFile> files(String table, Configuration hadoop) throws IOException {
        List<StoredFile> files = run.results().table(table);
        if (!files.isEmpty()
                && !run.directory()
                        .getFileSystem(hadoop)
                        .exists(new Path(files.get(0).name()))) {
            throw new OutputException("%s: incomplete run: %s is missing"
                    .formatted(name, files.get(0).in(new Path(table))));
        }
        return files;
    }

    /** Whether the results in the directory are no longer these. */
    public boolean haveChanged(Configuration hadoop) throws IOException {
        HeldResults now = open(name, hadoop);
        return !now.fingerprint().equals(fingerprint()) || !now.started().equals(started());
    }
}
