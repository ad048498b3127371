package io.ordermatrix.group;

import io.ordermatrix.group.Spill.Block;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** What one task of a merge does: the groups from a key on to before another, of all spills. */
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

    /** The first packed key; null for all from the smallest on. */
    long[] from() {
        return from;
    }

    /** The packed key after the last; null for all to the largest. */
    long[] to() {
        return to;
    }

    /** Blocks that hold all its groups, and some more. */
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

    /** The groups of spills from a packed key on to before another; null for no bound. */
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
        // A key can be that of the last groups of one block and of the first of the next.
        int first = from == null ? 0 : Math.max(0, blocksBefore(blocks, from, layout) - 1);
        int end = to == null ? blocks.size() : blocksBefore(blocks, to, layout);
        return end <= first
                ? Optional.empty()
                : Optional.of(new SpillSlice(spill.file(), blocks.get(first).offset(), end - first));
    }

    /** How many blocks begin before a key. */
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
