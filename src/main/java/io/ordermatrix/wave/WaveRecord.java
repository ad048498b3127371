package io.ordermatrix.wave;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What is recorded of a finished wave.
 *
 * @param wave number of the wave, from 1
 * @param started ISO-8601, UTC
 * @param seconds its duration
 * @param bytes of the input, as stored
 * @param rows of the input, without headers and blank lines
 * @param workers number of workers
 * @param attempts of its task with the most attempts
 * @param failures task failures
 */
public record WaveRecord(
        int wave,
        String started,
        double seconds,
        long bytes,
        long rows,
        int workers,
        int attempts,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TaskFailures.Failure> failures) {

    public WaveRecord {
        failures = failures == null ? List.of() : List.copyOf(failures);
    }
}
