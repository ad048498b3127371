package io.ordermatrix.wave;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ordermatrix.file.Json;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.scan.FileColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Everything that determines a run's results: its selection, its input files and the program's version.
 *
 * @param facts by a readable name
 */
public record Fingerprint(SortedMap<String, String> facts) {
    /** The parts of the configuration that affect results, and not only how they are computed. */
    private static final List<String> DECIDING = List.of("selection", "columns", "price");
    /** How many changes are shown; there can be one for each of a million files. */
    private static final int MOST_CHANGES = 10;

    public Fingerprint {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    /**
     * The fingerprint of a run.
     *
     * @param settings see {@link #settings}
     * @param files the input
     */
    public static Fingerprint of(SortedMap<String, String> settings, List<InputFile> files) {
        SortedMap<String, String> facts = new TreeMap<>(settings);
        for (InputFile file : files) {
            facts.put(
                    "input " + file.displayName(),
                    file.length() + " bytes of " + Instant.ofEpochMilli(file.modified()));
        }
        return new Fingerprint(facts);
    }

    /**
     * Everything but the input that determines a run's results.
     *
     * @param version of the program
     * @param configJson the resolved configuration
     * @param keepOrders whether the selected events are also results
     * @param orderColumns the optional columns of these events
     * @param lifecycles whether what became of each order is also a result
     */
    public static SortedMap<String, String> settings(
            String version, String configJson, boolean keepOrders, List<FileColumn> orderColumns, boolean lifecycles)
            throws JsonProcessingException {
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put("version of ordermatrix", version);
        facts.put("--keep-orders", Boolean.toString(keepOrders));
        facts.put("--order-columns", orderColumns.stream().map(FileColumn::name).collect(Collectors.joining(",")));
        if (lifecycles) {
            facts.put("--lifecycles", "true");
        }
        JsonNode config = Json.READABLE.readTree(configJson);
        for (String part : DECIDING) {
            config.path(part)
                    .properties()
                    .forEach(key ->
                            facts.put(part + "." + key.getKey(), key.getValue().toString()));
        }
        return facts;
    }

    /** The same fingerprint with one more fact. */
    public Fingerprint with(String name, String fact) {
        SortedMap<String, String> more = new TreeMap<>(facts);
        more.put(name, fact);
        return new Fingerprint(more);
    }

    /** What has changed, in a few words each; after the first ones, only how many more. */
    public List<String> changesSince(Fingerprint earlier) {
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
                        Stream.of("and %d more changes".formatted(changes.size() - MOST_CHANGES)))
                .toList();
    }

    /** SHA-256 of the facts, in hexadecimal digits. */
    public String digest() throws JsonProcessingException {
        return DigestUtils.sha256Hex(Json.READABLE.writeValueAsBytes(facts));
    }
}
