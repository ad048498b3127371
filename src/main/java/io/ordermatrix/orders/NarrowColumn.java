package io.ordermatrix.orders;

import io.ordermatrix.order.ColumnType;
import java.util.Arrays;

/** Whole numbers in an array of their type's width. */
interface NarrowColumn {
    /** Makes room for this many values. */
    void grow(int capacity);

    /** Puts values, starting at an index. */
    void put(long[] source, int count, int at);

    /** Copies the values at consecutive entries of a list of indexes. */
    void gather(int[] indexes, int from, int count, long[] target);

    static NarrowColumn of(ColumnType type) {
        return switch (type) {
            case TINYINT -> new Bytes();
            case SMALLINT -> new Shorts();
            case INT, DATE -> new Ints();
            case BIGINT, STRING -> new Longs();
        };
    }

    /** Numbers of 8 bits. */
    final class Bytes implements NarrowColumn {
        private byte[] values = {};

        @Override
        public void grow(int capacity) {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        public void put(long[] source, int count, int at) {
            for (int row = 0; row < count; row++) {
                values[at + row] = (byte) source[row];
            }
        }

        @Override
        public void gather(int[] indexes, int from, int count, long[] target) {
            for (int row = 0; row < count; row++) {
                target[row] = values[indexes[from + row]];
            }
        }
    }

    /** Numbers of 16 bits. */
    final class Shorts implements NarrowColumn {
        private short[] values = {};

        @Override
        public void grow(int capacity) {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        public void put(long[] source, int count, int at) {
            for (int row = 0; row < count; row++) {
                values[at + row] = (short) source[row];
            }
        }

        @Override
        public void gather(int[] indexes, int from, int count, long[] target) {
            for (int row = 0; row < count; row++) {
                target[row] = values[indexes[from + row]];
            }
        }
    }

    /** Numbers of 32 bits. */
    final class Ints implements NarrowColumn {
        private int[] values = {};

        @Override
        public void grow(int capacity) {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        public void put(long[] source, int count, int at) {
            for (int row = 0; row < count; row++) {
                values[at + row] = (int) source[row];
            }
        }

        @Override
        public void gather(int[] indexes, int from, int count, long[] target) {
            for (int row = 0; row < count; row++) {
                target[row] = values[indexes[from + row]];
            }
        }
    }

    /** Numbers of 64 bits. */
    final class Longs implements NarrowColumn {
        private long[] values = {};

        @Override
        public void grow(int capacity) {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        public void put(long[] source, int count, int at) {
            System.arraycopy(source, 0, values, at, count);
        }

        @Override
        public void gather(int[] indexes, int from, int count, long[] target) {
            for (int row = 0; row < count; row++) {
                target[row] = values[indexes[from + row]];
            }
        }

        long get(int index) {
            return values[index];
        }
    }
}
