package io.ordermatrix.wave;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ordermatrix.file.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run needs to know to resume an interrupted one.
 *
 * @param fingerprint of the interrupted run; only a run with the same fingerprint resumes it
 * @param chunkBytes the chunk size that was used, which the machine might choose differently by now
 * @param waveBytes the wave size that was used
 * @param skipped files that can't be read
 */
public record RunState(Fingerprint fingerprint, long chunkBytes, long waveBytes, List<SkippedFile> skipped) {
    public RunState {
        skipped = List.copyOf(skipped);
    }

    public RunState with(SkippedFile file) {
        List<SkippedFile> more = new ArrayList<>(skipped);
        more.add(file);
        return new RunState(fingerprint, chunkBytes, waveBytes, more);
    }

    String json() throws JsonProcessingException {
        return Json.READABLE.writeValueAsString(this);
    }

    /**
     * Reads a state.
     *
     * @throws JsonProcessingException if it is invalid, which means that another version has written it
     */
    static RunState parse(String json) throws JsonProcessingException {
        return Json.READABLE.readValue(json, RunState.class);
    }
}
