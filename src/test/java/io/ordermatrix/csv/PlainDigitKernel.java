package io.ordermatrix.csv;

import java.util.Arrays;

/** Tells field by field whether fields are digits: what kernels with wide vectors tell, on every processor. */
final class PlainDigitKernel implements DelimiterKernel {
    private final DelimiterKernel marking = new SwarKernel(',');

    @Override
    public long mark(byte[] bytes, int from, int count, long[] bits, int at) {
        return marking.mark(bytes, from, count, bits, at);
    }

    @Override
    public boolean areDigits(byte[] bytes, int from, long[] bits, int words, int[] ends, int rows, DigitFields fields) {
        for (int entry = 0; entry < rows * fields.columns(); entry++) {
            boolean isTested = (fields.bits()[entry / Byte.SIZE] >> (entry % Byte.SIZE) & 1) != 0;
            int field = entry % fields.columns();
            if (isTested
                    && !isNumber(
                            bytes,
                            ends[entry] + 1,
                            ends[entry + 1],
                            fields.mostDigits()[field],
                            Arrays.stream(fields.longs()).anyMatch(number -> number == field))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(byte[] bytes, int start, int end, int mostDigits, boolean isLong) {
        for (int at = start; at < end; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                return false;
            }
        }
        int digits = end - start;
        return digits > 0 && digits <= mostDigits && !(isLong && digits == mostDigits && bytes[start] == '9');
    }

    @Override
    public int width() {
        return marking.width();
    }

    @Override
    public String description() {
        return "field by field";
    }
}
