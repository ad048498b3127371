package io.ordermatrix.wave;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ordermatrix.file.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run has to know to resume an interrupted one.
 *
 * @param fingerprint of the interrupted run; a run with another does not resume it
 * @param chunkBytes how the input was cut, whatever the machine would choose now
 * @param waveBytes how the splits were put into waves
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
     * @throws JsonProcessingException if it is none, which means that another version has written it
     */
    static RunState parse(String json) throws JsonProcessingException {
        return Json.READABLE.readValue(json, RunState.class);
    }
}
