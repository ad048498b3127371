package io.ordermatrix.synthetic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A whole feed in memory, and what its generator reported. */
record FeedText(GeneratedFeed said, String text, List<String> header, List<String> lines) {
    static FeedText of(FeedSettings settings) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            GeneratedFeed said = new OrderGenerator(settings).writeTo(output);
            String text = output.toString(UTF_8);
            List<String> lines = text.lines().toList();
            return new FeedText(said, text, List.of(lines.get(0).split(",", -1)), lines.subList(1, lines.size()));
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
    }

    /** The rows of a feed without quotes, by column name. */
    List<Row> rows() {
        return lines.stream().map(this::row).toList();
    }

    private Row row(String line) {
        String[] values = line.split(",", -1);
        Map<String, String> byName = new HashMap<>();
        for (int index = 0; index < header.size(); index++) {
            byName.put(header.get(index), values[index]);
        }
        return new Row(byName);
    }

    /** One valid row. */
    record Row(Map<String, String> values) {
        String text(String column) {
            return values.get(column);
        }

        long number(String column) {
            return Long.parseLong(values.get(column));
        }

        /** The values of these columns together. */
        List<String> texts(String... columns) {
            return Arrays.stream(columns).map(values::get).toList();
        }
    }
}
