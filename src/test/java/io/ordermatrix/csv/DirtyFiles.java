package io.ordermatrix.csv;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Random files with all kinds of bad rows; the same seed gives the same file. */
final class DirtyFiles {
    private static final String[] FIELDS = {
        "",
        "0",
        "1",
        "-7",
        "+12",
        " 42 ",
        "7901232681961407641",
        "9223372036854775808",
        "-9223372036854775808",
        "3500.0",
        "Current Max",
        "abc",
        "\r",
        "x\ry",
        "\0",
        "\u00e9",
        "\u00ff\u00fe",
        "2024-09-05",
        "12345678",
        "123456789",
        "1234567890123456",
    };
    private static final String[] QUOTED = {
        "\"\"", "\"a,b\"", "\"1\"\"2\"", "\"12345\"", "\",,,\"", "\"\r\"", "\"\"\"\"", "\" \"",
    };
    private static final String[] MALFORMED = {"\"", "a\"b", "\"a\"b", "\"a,b", " \"a\"", "\"\"\"", "a\"", "\"a\" "};

    private DirtyFiles() {}

    /**
     * Makes a file.
     *
     * @param separator between fields; where a file with commas has it, this one has a comma
     * @param columns the number of fields of a valid row
     * @param rows the approximate number of rows
     */
    static byte[] make(long seed, char separator, int columns, int rows) {
        Random random = new Random(seed);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        double badShare = random.nextInt(3) * 0.1;
        boolean quotes = random.nextBoolean();
        if (random.nextInt(4) == 0) {
            file.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        }
        String newline = random.nextBoolean() ? "\n" : "\r\n";
        for (int i = 0; i < rows; i++) {
            String ending = random.nextDouble() < badShare ? "\n" : newline;
            boolean last = i + 1 == rows;
            write(file, row(random, columns, badShare, quotes) + (last && random.nextBoolean() ? "" : ending));
        }
        byte[] bytes = file.toByteArray();
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = bytes[at] == ',' ? (byte) separator : bytes[at] == separator ? (byte) ',' : bytes[at];
        }
        return bytes;
    }

    private static String row(Random random, int columns, double badShare, boolean quotes) {
        if (random.nextDouble() < badShare) {
            return switch (random.nextInt(5)) {
                case 0 -> "";
                case 1 -> "\r";
                case 2 -> ",".repeat(random.nextInt(200));
                case 3 -> "long".repeat(random.nextInt(100)) + ",".repeat(columns - 1);
                default -> fields(random, random.nextInt(2 * columns), badShare, quotes);
            };
        }
        return fields(random, columns, badShare, quotes);
    }

    private static String fields(Random random, int columns, double badShare, boolean quotes) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            String[] kind =
                    !quotes || random.nextInt(10) < 8 ? FIELDS : random.nextDouble() < badShare ? MALFORMED : QUOTED;
            row.append(i == 0 ? "" : ",").append(kind[random.nextInt(kind.length)]);
        }
        return row.toString();
    }

    private static void write(ByteArrayOutputStream file, String text) {
        file.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
