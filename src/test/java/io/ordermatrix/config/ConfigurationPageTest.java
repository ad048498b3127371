package io.ordermatrix.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/configuration.md has every key, with its default and its meaning. */
class ConfigurationPageTest {
    /** A row of the page's table of keys. */
    private record Row(String key, String defaultValue, String meaning) {
        static Row of(String line) {
            List<String> cells = Arrays.stream(line.split("\\|"))
                    .map(cell -> cell.strip().replace("`", ""))
                    .toList();
            return new Row(cells.get(1), cells.get(4), cells.get(5));
        }

        static <T> Row of(ConfigKey<T> key) {
            String written =
                    key.defaultValue().map(value -> key.write(value).toString()).orElse("unset");
            return new Row(key.name(), written, key.description());
        }
    }

    @Test
    void hasEveryKeyInOrder() throws IOException {
        List<Row> rows = Files.readAllLines(Path.of("docs/configuration.md")).stream()
                .dropWhile(line -> !line.equals("## Keys"))
                .takeWhile(line -> !line.equals("## Values"))
                .filter(line -> line.startsWith("| `"))
                .map(Row::of)
                .toList();
        assertThat(rows)
                .isEqualTo(ConfigKeys.all().stream().map(key -> Row.of(key)).toList());
    }
}
