package io.ordermatrix.csv;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Random;

/** A stream that returns fewer bytes than requested, sometimes none. */
final class ShortReads extends InputStream {
    private final ByteArrayInputStream bytes;
    private final Random random;
    private final int longest;

    ShortReads(byte[] file, long from, Random random, int longest) {
        int start = (int) Math.min(from, file.length);
        this.bytes = new ByteArrayInputStream(file, start, file.length - start);
        this.random = random;
        this.longest = longest;
    }

    @Override
    public int read() {
        throw new AssertionError("A read of one byte");
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        return bytes.read(target, offset, Math.min(length, random.nextInt(longest + 1)));
    }
}
