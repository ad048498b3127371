package io.ordermatrix.cube;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers distinct integers from 0 in the order of their first appearance, so that sets of them are bit sets. A rollup
 * has a set for each of up to a million cells: one with a few participants takes 52 bytes, a RoaringBitmap of their
 * codes 148.
 */
final class Codes {
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final List<Integer> values = new ArrayList<>();

    int number(int value) {
        Integer known = numbers.get(value);
        if (known != null) {
            return known;
        }
        numbers.put(value, values.size());
        values.add(value);
        return values.size() - 1;
    }

    /** For each number of the other codes, the corresponding number of these. */
    int[] translate(Codes other) {
        return other.values.stream().mapToInt(this::number).toArray();
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(values.size());
        for (int value : values) {
            out.writeInt(value);
        }
    }

    static Codes read(DataInput in) throws IOException {
        Codes codes = new Codes();
        int count = in.readInt();
        for (int at = 0; at < count; at++) {
            codes.number(in.readInt());
        }
        return codes;
    }
}
