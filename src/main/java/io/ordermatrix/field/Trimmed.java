package io.ordermatrix.field;

/** Where the text of a field is without the spaces around it. */
final class Trimmed {
    private static final byte SPACE = ' ';

    private Trimmed() {}

    /** The first byte that is not a space; {@code end} if there is none. */
    static int start(byte[] bytes, int start, int end) {
        int from = start;
        while (from < end && bytes[from] == SPACE) {
            from++;
        }
        return from;
    }

    /** After the last byte that is not a space; {@code start} if there is none. */
    static int end(byte[] bytes, int start, int end) {
        int to = end;
        while (to > start && bytes[to - 1] == SPACE) {
            to--;
        }
        return to;
    }
}
