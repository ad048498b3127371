package io.ordermatrix.update;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordermatrix.output.FinishedRun;
import io.ordermatrix.output.InputRecord;
import io.ordermatrix.output.InputRecords;
import io.ordermatrix.output.OutputException;
import io.ordermatrix.output.WrittenResults;
import io.ordermatrix.wave.Fingerprint;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Published results that are brought up to date.
 *
 * @param written the results
 * @param inputs the records of the files that they were made from
 * @param updates how often they have been brought up to date
 * @param fingerprint see {@link io.ordermatrix.run.RunRecord}
 */
public record EarlierResults(WrittenResults written, List<InputRecord> inputs, int updates, String fingerprint) {
    public EarlierResults {
        inputs = List.copyOf(inputs);
    }

    /**
     * Opens published results.
     *
     * @param output the output directory, as the user gave it
     * @param settings those of the new run, see {@link Fingerprint#settings}
     * @throws OutputException if they were made with other settings, or can't be brought up to date
     */
    public static EarlierResults open(String output, SortedMap<String, String> settings, Configuration hadoop)
            throws IOException {
        FinishedRun run = FinishedRun.open(output, hadoop);
        JsonNode record = run.record();
        SortedMap<String, String> before = new TreeMap<>();
        record.path("settings")
                .properties()
                .forEach(setting ->
                        before.put(setting.getKey(), setting.getValue().asText()));
        List<String> changes = new Fingerprint(settings).changesSince(new Fingerprint(before));
        if (!changes.isEmpty()) {
            throw new OutputException(
                    "%s: can't be brought up to date, because its results are those of another run: %s; use --overwrite to replace them"
                            .formatted(output, String.join("; ", changes)));
        }
        try {
            return new EarlierResults(
                    run.results(),
                    InputRecords.read(run.directory(), hadoop),
                    record.path("update").path("number").asInt(),
                    record.path("fingerprint").asText());
        } catch (FileNotFoundException missing) {
            throw new OutputException(
                    "%s: can't be brought up to date, because it has no record of its inputs; use --overwrite to replace them"
                            .formatted(output));
        }
    }
}
