package io.ordermatrix.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run that was interrupted has to know to go on.
 *
 * @param fingerprint of the run; one with another does not go on from here
 * @param chunkBytes how the input was cut, whatever the machine would choose now
 * @param waveBytes how the chunks were grouped
 * @param skipped files that can't be read
 */
record RunState(Fingerprint fingerprint, long chunkBytes, long waveBytes, List<SkippedFile> skipped) {
    /**
     * A file that was left out because it can't be read.
     *
     * @param location its full name
     * @param file its name as a person writes it
     * @param wave which met it
     * @param attempts how often it was tried
     */
    record SkippedFile(String location, String file, int wave, int attempts, String error) {}

    RunState {
        skipped = List.copyOf(skipped);
    }

    RunState with(SkippedFile file) {
        List<SkippedFile> more = new ArrayList<>(skipped);
        more.add(file);
        return new RunState(fingerprint, chunkBytes, waveBytes, more);
    }

    String json() throws JsonProcessingException {
        return RunJson.MAPPER.writeValueAsString(this);
    }

    /**
     * Reads a state.
     *
     * @throws JsonProcessingException if it is none, which means that another version has written it
     */
    static RunState parse(String json) throws JsonProcessingException {
        return RunJson.MAPPER.readValue(json, RunState.class);
    }
}
