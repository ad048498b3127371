package io.ordermatrix.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An output directory, read without ordermatrix. */
public record Results(Path directory) {
    public JsonNode run() {
        try {
            return new ObjectMapper().readTree(directory.resolve("run.json").toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A number of run.json's accounting, for example {@code dropped/date}. */
    public long rows(String path) {
        JsonNode count = run().at("/accounting/" + path);
        if (count.isMissingNode()) {
            throw new AssertionError("run.json has no accounting/" + path);
        }
        return count.asLong();
    }

    public Map<String, Long> rejected() {
        Map<String, Long> rejected = new TreeMap<>();
        run().at("/accounting/rejected")
                .properties()
                .forEach(entry -> rejected.put(entry.getKey(), entry.getValue().asLong()));
        return rejected;
    }

    /** The rows of a CSV file, by the names of its header; an empty field is null. */
    public List<Map<String, String>> csv(String fileName) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setMaxCharsPerColumn(-1);
        List<String[]> lines =
                new CsvParser(settings).parseAll(directory.resolve(fileName).toFile());
        List<Map<String, String>> rows = new ArrayList<>();
        for (String[] line : lines.subList(1, lines.size())) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int field = 0; field < line.length; field++) {
                row.put(lines.get(0)[field], line[field]);
            }
            rows.add(row);
        }
        return rows;
    }

    public String text(String fileName) {
        try {
            return Files.readString(directory.resolve(fileName));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The path of a file or directory of the results. */
    public Path path(String name) {
        return directory.resolve(name);
    }

    /** The names of all CSV files, in order. */
    public List<String> reports() {
        List<String> reports =
                files().stream().filter(file -> file.endsWith(".csv")).toList();
        // A caller that compares each of them should not compare nothing.
        assertThat(reports).contains("overall.csv", "matrix.csv");
        return reports;
    }

    /** All files below the directory, by their sorted relative paths. */
    public List<String> files() {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> directory.relativize(path).toString())
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
