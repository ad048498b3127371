package io.ordermatrix.csv;

/**
 * Splits one row according to RFC 4180, byte by byte.
 *
 * <p>A field that begins with a quote ends with one, may contain separators, and doubles its quotes. A quote anywhere else
 * is malformed.
 */
final class QuotedFields {
    static final int MALFORMED = -1;

    private QuotedFields() {}

    /**
     * Writes the unescaped fields of a row one after the other, with a gap of one byte after each.
     *
     * @param bytes holds the row and receives the fields
     * @param from the start of the row
     * @param to its end, exclusive
     * @param separator between the fields
     * @param target where the fields go: outside the row, with room for one byte more than the row has
     * @param ends receives the position before the first field, then the end of each field
     * @param at the first entry of {@code ends} to write
     * @return the number of fields, or {@link #MALFORMED}
     */
    static int split(byte[] bytes, int from, int to, char separator, int target, int[] ends, int at) {
        int next = from;
        int out = target;
        int fields = 0;
        ends[at] = target - 1;
        while (true) {
            if (next < to && bytes[next] == '"') {
                next++;
                while (next < to && (bytes[next] != '"' || (next + 1 < to && bytes[next + 1] == '"'))) {
                    next += bytes[next] == '"' ? 1 : 0;
                    bytes[out++] = bytes[next++];
                }
                boolean terminated = next < to;
                next++;
                if (!terminated || (next < to && bytes[next] != separator)) {
                    return MALFORMED;
                }
            } else {
                while (next < to && bytes[next] != separator) {
                    if (bytes[next] == '"') {
                        return MALFORMED;
                    }
                    bytes[out++] = bytes[next++];
                }
            }
            fields++;
            ends[at + fields] = out++;
            if (next == to) {
                return fields;
            }
            next++;
        }
    }
}
