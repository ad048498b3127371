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
 * The request for a run.
 *
 * @param config the resolved configuration
 * @param configJson the same as JSON
 * @param files the input
 * @param machine the machine it runs on
 * @param plan how it uses the machine
 * @param keepOrders whether the selected events are also results
 * @param orderColumns the optional columns of these events
 * @param overwrite whether the results of an earlier run may be replaced
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

    /** The size of all files together, as stored. */
    public long inputBytes() {
        return files.stream().mapToLong(InputFile::length).sum();
    }

    /** The cells that the selection expects. */
    public JobMatrix expected() {
        return JobMatrix.of(config.selection(), new TradingCalendar(config.holidays()));
    }

    /** Everything that determines the results. */
    Fingerprint fingerprint() throws JsonProcessingException {
        return Fingerprint.of(Version.current(), configJson, keepOrders, orderColumns, files);
    }
}
