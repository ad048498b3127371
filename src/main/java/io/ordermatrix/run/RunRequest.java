package io.ordermatrix.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ordermatrix.config.JobConfig;
import io.ordermatrix.hardware.HardwareProfile;
import io.ordermatrix.hardware.ResourcePlan;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.matrix.JobMatrix;
import io.ordermatrix.matrix.TradingCalendar;
import io.ordermatrix.scan.FileColumn;
import io.ordermatrix.wave.Fingerprint;
import java.util.List;

/**
 * What a run is asked to do.
 *
 * @param config the resolved configuration
 * @param configJson the same as JSON
 * @param files the input
 * @param machine where it runs
 * @param plan how it uses the machine
 * @param keepOrders whether the selected events are results too
 * @param orderColumns what these have besides the needed and derived columns
 * @param overwrite whether results of an earlier run may be replaced
 */
public record RunRequest(
        JobConfig config,
        String configJson,
        List<InputFile> files,
        HardwareProfile machine,
        ResourcePlan plan,
        boolean keepOrders,
        List<FileColumn> orderColumns,
        boolean overwrite) {

    public RunRequest {
        files = List.copyOf(files);
        orderColumns = List.copyOf(orderColumns);
    }

    /** All files together, as they are stored. */
    public long inputBytes() {
        return files.stream().mapToLong(InputFile::length).sum();
    }

    /** The cells that the selection expects. */
    public JobMatrix expected() {
        return JobMatrix.of(config.selection(), new TradingCalendar(config.holidays()));
    }

    /** What decides the results. */
    Fingerprint fingerprint() throws JsonProcessingException {
        return Fingerprint.of(Version.current(), configJson, keepOrders, orderColumns, files);
    }
}
