package io.ordermatrix.csv;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the package should do with a whole file, written as simply as possible: the oracle of the tests. */
final class ScalarReader {
    /** A row of a file, with its fields as Latin-1, which preserves every byte. */
    record Row(long offset, byte kind, List<String> fields, String raw) {}

    private ScalarReader() {}

    static List<Row> rows(byte[] file, char separator, int columns, boolean header) {
        List<Row> rows = new ArrayList<>();
        int start =
                file.length >= 3 && file[0] == (byte) 0xEF && file[1] == (byte) 0xBB && file[2] == (byte) 0xBF ? 3 : 0;
        while (start < file.length) {
            int newline = start;
            while (newline < file.length && file[newline] != '\n') {
                newline++;
            }
            int end = newline > start && file[newline - 1] == '\r' ? newline - 1 : newline;
            rows.add(row(file, separator, start, end, columns, header && rows.isEmpty()));
            start = newline + 1;
        }
        return rows;
    }

    private static Row row(byte[] file, char separator, int start, int end, int columns, boolean header) {
        List<String> fields = new ArrayList<>();
        boolean wellFormed = split(Arrays.copyOfRange(file, start, end), separator, fields);
        byte kind = header
                ? RowBlock.HEADER
                : start == end
                        ? RowBlock.BLANK
                        : !wellFormed
                                ? RowBlock.QUOTE
                                : fields.size() == columns ? RowBlock.PLAIN : RowBlock.FIELD_COUNT;
        return new Row(start, kind, wellFormed ? fields : List.of(), text(Arrays.copyOfRange(file, start, end)));
    }

    /** A state machine that reads one byte at a time. */
    private static boolean split(byte[] line, char separator, List<String> fields) {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        String state = "start";
        for (byte b : line) {
            switch (state) {
                case "start", "bare" -> {
                    if (b == '"') {
                        if (state.equals("bare")) {
                            return false;
                        }
                        state = "quoted";
                    } else if (b == separator) {
                        fields.add(text(field.toByteArray()));
                        field.reset();
                        state = "start";
                    } else {
                        field.write(b);
                        state = "bare";
                    }
                }
                case "quoted" -> {
                    if (b == '"') {
                        state = "closed";
                    } else {
                        field.write(b);
                    }
                }
                default -> {
                    if (b == '"') {
                        field.write(b);
                        state = "quoted";
                    } else if (b == separator) {
                        fields.add(text(field.toByteArray()));
                        field.reset();
                        state = "start";
                    } else {
                        return false;
                    }
                }
            }
        }
        fields.add(text(field.toByteArray()));
        return !state.equals("quoted");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
