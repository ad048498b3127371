package io.ordermatrix.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ordermatrix.source.InputFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that decides what a run's results are: its selection, its input files and the program's version.
 *
 * @param facts by a name that people understand
 */
record Fingerprint(SortedMap<String, String> facts) {
    /** The parts of the configuration that change results, and not only how they are computed. */
    private static final List<String> DECIDING = List.of("selection", "columns", "price");
    /** People read no more of them, and there can be one for each of a million files. */
    private static final int MOST_CHANGES = 10;

    Fingerprint {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    static Fingerprint of(RunRequest request) throws JsonProcessingException {
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put("version of ordermatrix", Version.current());
        facts.put("--keep-orders", Boolean.toString(request.keepOrders()));
        JsonNode config = RunJson.MAPPER.readTree(request.configJson());
        for (String part : DECIDING) {
            config.path(part)
                    .properties()
                    .forEach(key ->
                            facts.put(part + "." + key.getKey(), key.getValue().toString()));
        }
        for (InputFile file : request.files()) {
            facts.put(
                    "input " + file.displayName(),
                    "%d bytes of %s".formatted(file.length(), Instant.ofEpochMilli(file.modified())));
        }
        return new Fingerprint(facts);
    }

    /** What is different now, in a few words each, and how much more where that is a lot. */
    List<String> changesSince(Fingerprint earlier) {
        SortedMap<String, String> all = new TreeMap<>(earlier.facts);
        all.putAll(facts);
        List<String> changes = new ArrayList<>();
        for (String name : all.keySet()) {
            String before = earlier.facts.getOrDefault(name, "absent");
            String now = facts.getOrDefault(name, "absent");
            if (!before.equals(now)) {
                changes.add("%s was %s and is %s".formatted(name, before, now));
            }
        }
        if (changes.size() <= MOST_CHANGES) {
            return changes;
        }
        return Stream.concat(
                        changes.stream().limit(MOST_CHANGES),
                        Stream.of("%d more have changed".formatted(changes.size() - MOST_CHANGES)))
                .toList();
    }

    /** SHA-256 of the facts, in hexadecimal digits. */
    String digest() throws JsonProcessingException {
        try {
            byte[] text = RunJson.MAPPER.writeValueAsString(facts).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
