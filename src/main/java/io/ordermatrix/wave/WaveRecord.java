package io.ordermatrix.wave;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a wave that is done says about itself.
 *
 * @param wave its number, from 1
 * @param started ISO-8601, UTC
 * @param seconds that it took
 * @param bytes of the input, as they are stored
 * @param rows of the input, neither header nor blank lines
 * @param workers that scanned at the same time
 * @param attempts of the task that was tried most often
 * @param failures tasks that failed on the way
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
