package io.ordermatrix.group;

import io.ordermatrix.group.Spill.Block;
import java.io.Serializable;
import java.util.ArrayList;
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

    /**
     * Cuts spills into ranges that have about as many groups each, in the order of their keys.
     *
     * @param count how many ranges at most
     */
    static List<KeyRange> cut(List<Spill> spills, int count, GroupLayout layout) {
        // Each block stands for as many groups as the others, but for the last one of a spill.
        List<long[]> keys = spills.stream()
                .flatMap(spill -> spill.blocks().stream())
                .map(Block::firstKey)
                .sorted(layout::compare)
                .toList();
        List<KeyRange> ranges = new ArrayList<>();
        long[] from = null;
        for (int number = 1; number <= count; number++) {
            long[] to = number == count ? null : keys.get((int) ((long) keys.size() * number / count));
            boolean isEmpty = from != null && to != null && layout.compare(from, to) == 0;
            if (!isEmpty) {
                ranges.add(of(spills, from, to, layout));
                from = to;
            }
        }
        return ranges;
    }

    private static KeyRange of(List<Spill> spills, long[] from, long[] to, GroupLayout layout) {
        return new KeyRange(
                from,
                to,
                spills.stream()
                        .flatMap(spill -> slice(spill, from, to, layout).stream())
                        .toList());
    }

    private static Optional<SpillSlice> slice(Spill spill, long[] from, long[] to, GroupLayout layout) {
        List<Block> blocks = spill.blocks();
        int first = 0;
        // A key can be that of the last groups of one block and of the first of the next.
        while (from != null
                && first + 1 < blocks.size()
                && layout.compare(blocks.get(first + 1).firstKey(), from) < 0) {
            first++;
        }
        int end = first;
        while (end < blocks.size()
                && (to == null || layout.compare(blocks.get(end).firstKey(), to) < 0)) {
            end++;
        }
        return end == first
                ? Optional.empty()
                : Optional.of(new SpillSlice(spill.file(), blocks.get(first).offset(), end - first));
    }
}
