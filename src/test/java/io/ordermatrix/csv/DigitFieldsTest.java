package io.ordermatrix.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.testkit.Fuzz;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a block's fields are digits, compared with what each field says. */
class DigitFieldsTest {
    private static final List<String> OTHERS =
            List.of("", "-1", "+1", " 1", "1 ", "1.0", "1/", "1:", "x", "\u00001", "é", "1\r", "½");

    /** A column of a row: not tested, or with the largest number of its type. */
    private enum Column {
        UNTESTED(0, 30, "0123456789abc -"),
        BYTE(Byte.MAX_VALUE, 2, "0123456789"),
        SHORT(Short.MAX_VALUE, 4, "0123456789"),
        INT(Integer.MAX_VALUE, 8, "0123456789"),
        LONG(Long.MAX_VALUE, 19, "012345678");

        private final long largest;
        private final int longest;
        private final String characters;

        Column(long largest, int longest, String characters) {
            this.largest = largest;
            this.longest = longest;
            this.characters = characters;
        }

        String field(Random random) {
            int shortest = this == UNTESTED ? 0 : 1;
            StringBuilder field = new StringBuilder();
            for (int length = shortest + random.nextInt(longest - shortest + 1); length > 0; length--) {
                field.append(characters.charAt(random.nextInt(characters.length())));
            }
            return field.toString();
        }

        String other(Random random) {
            if (random.nextBoolean()) {
                return OTHERS.get(random.nextInt(OTHERS.size()));
            }
            return this == LONG ? "9" + "0".repeat(18) : "1" + "0".repeat(longest);
        }

        /** Whether it must be told that a field is one of a few digits. */
        boolean has(String field) {
            return this == UNTESTED || (field.matches("[0-9]{1,%d}".formatted(longest)) && isSmall(field));
        }

        private boolean isSmall(String field) {
            return this != LONG || field.length() < longest || field.charAt(0) != '9';
        }

        void addTo(DigitFields fields, int field) {
            switch (this) {
                case UNTESTED -> {}
                case LONG -> fields.addLong(field);
                default -> fields.addShort(field, largest);
            }
        }
    }

    static Stream<Arguments> kernelsAndSeeds() {
        List<Long> seeds = Fuzz.seeds("DigitFieldsTest", 200).boxed().toList();
        return ChunkReaderTest.kernels().flatMap(kernel -> seeds.stream().map(seed -> Arguments.of(kernel, seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("kernelsAndSeeds")
    void agreesWithEveryField(DelimiterKernel kernel, long seed) throws IOException {
        Random random = Fuzz.random(seed);
        List<Column> columns = new ArrayList<>();
        for (int column = 2 + random.nextInt(39); column > 0; column--) {
            columns.add(Column.values()[random.nextInt(Column.values().length)]);
        }
        DigitFields fields = new DigitFields(columns.size());
        for (int column = 0; column < columns.size(); column++) {
            columns.get(column).addTo(fields, column);
        }
        List<List<String>> rows = rows(columns, 1 + random.nextInt(300), random);
        String text = text(rows, kernel.separator());

        boolean expected = true;
        boolean told = true;
        int row = 0;
        ChunkReader reader = reader(text, columns.size(), kernel);
        while (reader.next()) {
            int size = reader.rows().size();
            boolean digits = rows.subList(row, row + size).stream().allMatch(each -> has(columns, each));
            boolean found = reader.rows().areDigits(fields);
            assertThat(!found || digits).as("%s", columns).isTrue();
            expected &= digits;
            told &= found;
            row += size;
        }
        assertThat(row).isEqualTo(rows.size());
        if (kernel.width() == DelimiterKernel.WORD) {
            // What follows the last row of a block may be tested with it, so only all blocks together are exact.
            assertThat(told).as("%s", columns).isEqualTo(expected);
        }
    }

    private static boolean has(List<Column> columns, List<String> row) {
        for (int column = 0; column < columns.size(); column++) {
            if (!columns.get(column).has(row.get(column))) {
                return false;
            }
        }
        return true;
    }

    /** Half of the time, one field is not as it should be. */
    private static List<List<String>> rows(List<Column> columns, int count, Random random) {
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            List<String> fields = new ArrayList<>();
            columns.forEach(column -> fields.add(column.field(random)));
            rows.add(fields);
        }
        int column = random.nextInt(columns.size());
        if (random.nextBoolean()) {
            rows.get(random.nextInt(count)).set(column, columns.get(column).other(random));
        }
        return rows;
    }

    private static String text(List<List<String>> rows, char separator) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            text.append(String.join(String.valueOf(separator), row)).append('\n');
        }
        return text.toString();
    }

    private static ChunkReader reader(String text, int columns, DelimiterKernel kernel) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new ChunkReader(
                new ByteArrayInputStream(bytes),
                0,
                bytes.length,
                columns,
                false,
                kernel,
                bytes.length + 1,
                1 << 24,
                FieldIndex.STEP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,2\n3\n4,5\n",
                "1,2\n3,4,5\n",
                "1,2\n\n3,4\n",
                "1,\"2\"\n3,4\n",
                "1,2\r\n3,4\r\n",
                "1,2\n3,4\n5\n6,7,8\n"
            })
    void cannotTellOfRowsThatAreNotAllAlike(String text) throws IOException {
        DigitFields fields = new DigitFields(2);
        fields.addShort(1, Integer.MAX_VALUE);
        for (DelimiterKernel kernel : ChunkReaderTest.kernels()
                .filter(kernel -> kernel.separator() == ',')
                .toList()) {
            ChunkReader reader = reader(text, 2, kernel);
            assertThat(reader.next()).isTrue();
            assertThat(reader.rows().areDigits(fields)).as(kernel.description()).isFalse();
        }
    }

    /** More delimiters in 64 bytes than a word of bits tells about, whichever bit it begins with. */
    @Test
    void cannotTellOfRowsWithHardlyAByte() throws IOException {
        DigitFields fields = new DigitFields(200);
        fields.addShort(150, Integer.MAX_VALUE);
        String row = ",".repeat(150) + "x" + ",".repeat(49) + "\n";
        for (DelimiterKernel kernel : ChunkReaderTest.kernels()
                .filter(kernel -> kernel.separator() == ',')
                .toList()) {
            ChunkReader reader = reader(row.repeat(20), 200, kernel);
            assertThat(reader.next()).isTrue();
            assertThat(reader.rows().areDigits(fields)).as(kernel.description()).isFalse();
        }
    }

    @Test
    void readsDigits() throws IOException {
        ChunkReader reader = reader(
                "9,1,10,11,12,13\n9,12345678,20,21,22,23\n9,0,30,31,32,33\n9,00000042,40,41,42,43\n",
                6,
                DelimiterKernel.fastest(','));
        assertThat(reader.next()).isTrue();
        int[] fields = {5, 3, 4, 1, 2};
        for (int count = 0; count <= fields.length; count++) {
            long[][] numbers = new long[count][3];
            PlainIntegers.readShort(reader.rows(), new int[] {0, 1, 3}, 3, Arrays.copyOf(fields, count), numbers);
            long[][] expected = {{13, 23, 43}, {11, 21, 41}, {12, 22, 42}, {1, 12_345_678, 42}, {10, 20, 40}};
            assertThat(numbers).isDeepEqualTo(Arrays.copyOf(expected, count));
        }
    }
}
