package io.ordermatrix.group;

import io.ordermatrix.group.Spill.Block;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** The range of keys that one task of a merge reads, from all spills. */
public final class KeyRange implements Serializable {
    private static final long serialVersionUID = 1;

    private final long[] from;
    private final long[] to;
    private final List<SpillSlice> slices;

    private KeyRange(long[] from, long[] to, List<SpillSlice> slices) {
        this.from = from;
        this.to = to;
        this.slices = slices;
    }

    /** The first packed key, inclusive; null for no bound. */
    long[] from() {
        return from;
    }

    /** The last packed key, exclusive; null for no bound. */
    long[] to() {
        return to;
    }

    /** Blocks that hold all groups of the range, and some others. */
    List<SpillSlice> slices() {
        return slices;
    }

    /** All groups of some spills. */
    static KeyRange all(List<Spill> spills) {
        return new KeyRange(
                null,
                null,
                spills.stream()
                        .map(spill -> new SpillSlice(
                                spill.file(),
                                spill.blocks().get(0).offset(),
                                spill.blocks().size()))
                        .toList());
    }

    /** The groups of spills from one packed key, inclusive, to another, exclusive; null for no bound. */
    static KeyRange of(List<Spill> spills, long[] from, long[] to, GroupLayout layout) {
        return new KeyRange(
                from,
                to,
                spills.stream()
                        .flatMap(spill -> slice(spill, from, to, layout).stream())
                        .toList());
    }

    private static Optional<SpillSlice> slice(Spill spill, long[] from, long[] to, GroupLayout layout) {
        List<Block> blocks = spill.blocks();
        int first = from == null ? 0 : firstWith(blocks, from, layout);
        int end = to == null ? blocks.size() : blocksBefore(blocks, to, layout);
        return end <= first
                ? Optional.empty()
                : Optional.of(new SpillSlice(spill.file(), blocks.get(first).offset(), end - first));
    }

    /** The first block that can have groups from a key on. */
    private static int firstWith(List<Block> blocks, long[] from, GroupLayout layout) {
        int before = blocksBefore(blocks, from, layout);
        // The last groups of one block and the first groups of the next can have the same key, but no block has two
        // first keys.
        boolean isWithin =
                before > 0 && layout.sameFirstKey(blocks.get(before - 1).firstKey()[0], from[0]);
        return isWithin ? before - 1 : before;
    }

    /** The number of blocks that begin before a key. */
    private static int blocksBefore(List<Block> blocks, long[] key, GroupLayout layout) {
        int low = 0;
        int high = blocks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (layout.compare(blocks.get(middle).firstKey(), key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
