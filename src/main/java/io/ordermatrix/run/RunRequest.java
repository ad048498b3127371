package io.ordermatrix.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ordermatrix.config.JobConfig;
import io.ordermatrix.hardware.HardwareProfile;
import io.ordermatrix.hardware.ResourcePlan;
import io.ordermatrix.lifecycle.LifecycleEvents;
import io.ordermatrix.matrix.JobMatrix;
import io.ordermatrix.matrix.TradingCalendar;
import io.ordermatrix.orders.EventLayout;
import io.ordermatrix.orders.StoredOrders;
import io.ordermatrix.question.Question;
import io.ordermatrix.scan.FileColumn;
import io.ordermatrix.update.RunInput;
import io.ordermatrix.wave.Fingerprint;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The request for a run.
 *
 * @param config the resolved configuration
 * @param configJson the same as JSON
 * @param input what to read
 * @param machine the machine it runs on
 * @param plan how it uses the machine
 * @param keepOrders whether the selected events are also results
 * @param orderColumns the optional columns of these events
 * @param lifecycles whether what became of each order is also a result
 * @param question to the results of another run, which are then read instead of files
 * @param overwrite whether the results of an earlier run may be replaced
 */
public record RunRequest(
        JobConfig config,
        String configJson,
        RunInput input,
        HardwareProfile machine,
        ResourcePlan plan,
        boolean keepOrders,
        List<FileColumn> orderColumns,
        boolean lifecycles,
        Optional<Question> question,
        boolean overwrite) {

    public RunRequest {
        orderColumns = List.copyOf(orderColumns);
    }

    /** The cells that the selection expects. */
    public JobMatrix expected() {
        return JobMatrix.of(config.selection(), new TradingCalendar(config.holidays()));
    }

    /** How the selected events are spilled. */
    EventLayout orderLayout() {
        return StoredOrders.layout(orderColumns, optionalColumns());
    }

    /** How the events behind lifecycles are spilled. */
    EventLayout lifecycleLayout() {
        return LifecycleEvents.layout(optionalColumns());
    }

    /** The optional columns that are read of a file. */
    private List<FileColumn> optionalColumns() {
        return Stream.concat(orderColumns.stream(), lifecycles ? LifecycleEvents.OPTIONAL.stream() : Stream.empty())
                .distinct()
                .toList();
    }

    /** How many files lack each of these columns, for those that any lacks. */
    SortedMap<String, Long> missingColumns() {
        SortedMap<String, Long> missing = new TreeMap<>();
        for (FileColumn column : optionalColumns()) {
            long files = input.files().stream()
                    .filter(file -> !file.header().has(column.name()))
                    .count();
            if (files > 0) {
                missing.put(column.name(), files);
            }
        }
        return missing;
    }

    /** Everything but the input that determines the results. */
    SortedMap<String, String> settings() throws JsonProcessingException {
        SortedMap<String, String> settings = settings(configJson, keepOrders, orderColumns, lifecycles);
        question.ifPresent(
                asked -> settings.put("results asked", asked.results().fingerprint()));
        return settings;
    }

    /** Everything but the input that determines the results of a run. */
    public static SortedMap<String, String> settings(
            String configJson, boolean keepOrders, List<FileColumn> orderColumns, boolean lifecycles)
            throws JsonProcessingException {
        return Fingerprint.settings(Version.current(), configJson, keepOrders, orderColumns, lifecycles);
    }

    /** Everything that determines the results. */
    Fingerprint fingerprint() throws JsonProcessingException {
        return Fingerprint.of(settings(), input.files());
    }

    /** Everything that determines what is scanned for the results. */
    Fingerprint scanFingerprint() throws JsonProcessingException {
        return input.earlier().isEmpty()
                ? fingerprint()
                : fingerprint().with("earlier results", input.earlier().get().fingerprint());
    }
}
