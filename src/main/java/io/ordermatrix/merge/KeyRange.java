package io.ordermatrix.merge;

import io.ordermatrix.merge.RunFormat.Block;
import io.ordermatrix.merge.RunFormat.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.read.InputPartition;

/** What one task of a merge does: the groups from a key on to before another, of all runs. */
final class KeyRange implements InputPartition {
    private static final long serialVersionUID = 1;

    private final long[] from;
    private final long[] to;
    private final List<RunSlice> slices;

    private KeyRange(long[] from, long[] to, List<RunSlice> slices) {
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
    List<RunSlice> slices() {
        return slices;
    }

    /** All groups of some runs. */
    static KeyRange all(List<Run> runs) {
        return new KeyRange(
                null,
                null,
                runs.stream()
                        .map(run -> new RunSlice(
                                run.file(),
                                run.blocks().get(0).offset(),
                                run.blocks().size()))
                        .toList());
    }

    /**
     * Cuts runs into ranges that have about as many groups each, in the order of their keys.
     *
     * @param count how many ranges at most
     */
    static List<KeyRange> cut(List<Run> runs, int count, GroupLayout layout) {
        // Each block stands for as many groups as the others, but for the last one of a run.
        List<long[]> keys = runs.stream()
                .flatMap(run -> run.blocks().stream())
                .map(Block::firstKey)
                .sorted(layout::compare)
                .toList();
        List<KeyRange> ranges = new ArrayList<>();
        long[] from = null;
        for (int number = 1; number <= count; number++) {
            long[] to = number == count ? null : keys.get((int) ((long) keys.size() * number / count));
            boolean isEmpty = from != null && to != null && layout.compare(from, to) == 0;
            if (!isEmpty) {
                ranges.add(of(runs, from, to, layout));
                from = to;
            }
        }
        return ranges;
    }

    private static KeyRange of(List<Run> runs, long[] from, long[] to, GroupLayout layout) {
        return new KeyRange(
                from,
                to,
                runs.stream()
                        .flatMap(run -> slice(run, from, to, layout).stream())
                        .toList());
    }

    private static Optional<RunSlice> slice(Run run, long[] from, long[] to, GroupLayout layout) {
        List<Block> blocks = run.blocks();
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
                : Optional.of(new RunSlice(run.file(), blocks.get(first).offset(), end - first));
    }
}
