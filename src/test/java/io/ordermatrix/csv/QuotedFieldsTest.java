package io.ordermatrix.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class QuotedFieldsTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvFileSource(
            resources = "/csv/quotes.psv",
            delimiter = '|',
            quoteCharacter = '\0',
            useHeadersInDisplayName = true)
    void splitsTheListedRows(String row, String expected) {
        byte[] line = row.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(line, 2 * line.length + 1);
        int[] ends = new int[line.length + 2];
        int fields = QuotedFields.split(bytes, 0, line.length, ',', line.length, ends, 0);
        if (expected.equals("malformed")) {
            assertThat(fields).isEqualTo(QuotedFields.MALFORMED);
            return;
        }
        List<String> found = new ArrayList<>();
        for (int field = 0; field < fields; field++) {
            int start = ends[field] + 1;
            found.add("[" + new String(bytes, start, ends[field + 1] - start, StandardCharsets.UTF_8) + "]");
        }
        assertThat(String.join(" ", found)).isEqualTo(expected);
        assertThat(Arrays.copyOf(bytes, line.length)).isEqualTo(line);
    }
}
