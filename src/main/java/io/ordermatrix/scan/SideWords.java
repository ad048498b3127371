package io.ordermatrix.scan;

import io.ordermatrix.csv.Numbers;
import io.ordermatrix.order.SideCodes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Reads sides that are written as words. */
final class SideWords {
    private static final byte SPACE = ' ';

    private final byte[][] buy;
    private final byte[][] sell;

    SideWords(SideCodes codes) {
        buy = bytes(codes.buy());
        sell = bytes(codes.sell());
    }

    private static byte[][] bytes(List<String> words) {
        return words.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    /**
     * Reads a field, without the spaces around it.
     *
     * @return the number of the side; {@link Numbers#NONE} if the field is empty, 0 if it is no side
     */
    long parse(byte[] bytes, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && bytes[from] == SPACE) {
            from++;
        }
        while (to > from && bytes[to - 1] == SPACE) {
            to--;
        }
        if (from == to) {
            return Numbers.NONE;
        }
        if (isAny(buy, bytes, from, to)) {
            return SideCodes.BUY;
        }
        return isAny(sell, bytes, from, to) ? SideCodes.SELL : 0;
    }

    private static boolean isAny(byte[][] words, byte[] bytes, int from, int to) {
        for (byte[] word : words) {
            if (Arrays.equals(word, 0, word.length, bytes, from, to)) {
                return true;
            }
        }
        return false;
    }
}
