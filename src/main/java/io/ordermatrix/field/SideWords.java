package io.ordermatrix.field;

import io.ordermatrix.csv.Numbers;
import io.ordermatrix.order.RejectReason.Kind;
import io.ordermatrix.order.SideCodes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Reads sides that are written as words. */
final class SideWords implements FieldReader {
    private final byte[][] buy;
    private final byte[][] sell;

    SideWords(SideCodes codes) {
        buy = bytes(codes.buy());
        sell = bytes(codes.sell());
    }

    private static byte[][] bytes(List<String> words) {
        return words.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    @Override
    public long read(byte[] bytes, int start, int end) {
        int from = Trimmed.start(bytes, start, end);
        int to = Trimmed.end(bytes, from, end);
        if (isAny(buy, bytes, from, to)) {
            return SideCodes.BUY;
        }
        return isAny(sell, bytes, from, to) ? SideCodes.SELL : Numbers.NONE;
    }

    @Override
    public Kind problem(byte[] bytes, int start, int end) {
        return Trimmed.start(bytes, start, end) == end ? Kind.MISSING : Kind.SIDE;
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
