package io.ordermatrix.group;

/** Sorts groups by their keys, without moving them. */
final class GroupOrder {
    private final long[][] keys;

    private GroupOrder(long[][] keys) {
        this.keys = keys;
    }

    /** The numbers of the groups, in the order of their keys. */
    static int[] of(long[] groups, int size, GroupLayout layout) {
        // Only the keys, word by word, so that sorting touches only a few MB.
        long[][] keys = new long[layout.words()][size];
        for (int word = 0; word < keys.length; word++) {
            for (int group = 0; group < size; group++) {
                keys[word][group] = groups[group * layout.stride() + word];
            }
        }
        return new GroupOrder(keys).sort(size);
    }

    /** Merges neighbouring ranges of 1, 2, 4 and so on. */
    private int[] sort(int size) {
        int[] from = new int[size];
        int[] to = new int[size];
        for (int group = 0; group < size; group++) {
            from[group] = group;
        }
        for (int width = 1; width < size; width *= 2) {
            for (int start = 0; start < size; start += 2 * width) {
                merge(from, to, start, Math.min(size, start + width), Math.min(size, start + 2 * width));
            }
            int[] sorted = to;
            to = from;
            from = sorted;
        }
        return from;
    }

    private void merge(int[] from, int[] to, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            boolean takeLeft = right == end || (left < middle && compare(from[left], from[right]) <= 0);
            to[at] = takeLeft ? from[left++] : from[right++];
        }
    }

    private int compare(int group, int other) {
        for (long[] word : keys) {
            int order = Long.compareUnsigned(word[group], word[other]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
