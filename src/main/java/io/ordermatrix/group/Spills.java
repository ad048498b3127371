package io.ordermatrix.group;

import io.ordermatrix.group.Spill.Block;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** The spills that the tasks of a run have left, and how to divide them among the tasks of a merge. */
public final class Spills {
    /** Approximately how much memory a task uses for all spills that it reads. */
    private static final int TASK_BYTES = 48 << 20;
    /** How much it uses for each, apart from a block: buffers and an open file. */
    private static final int SPILL_BYTES = 1 << 16;

    private final GroupLayout layout;
    private final List<Spill> all;

    /**
     * A range of keys.
     *
     * @param firstKey the value of the first key, the same for all of them
     */
    public record Part(long firstKey, KeyRange range) implements Serializable {}

    private Spills(GroupLayout layout, List<Spill> all) {
        this.layout = layout;
        this.all = List.copyOf(all);
    }

    /**
     * Finds spills.
     *
     * @param directories with files of a {@link SpillWriter}, in the order of the input
     */
    public static Spills find(List<SpillDirectory> directories, GroupLayout layout, Configuration hadoop)
            throws IOException {
        List<Spill> all = new ArrayList<>();
        for (SpillDirectory directory : directories) {
            for (Spill spill : SpillFormat.spills(directory.path(), layout.words(), hadoop)) {
                all.addAll(without(directory.ignored(), spill, layout));
            }
        }
        return new Spills(layout, all);
    }

    /** A spill without some values of the first key; blocks that are neighbours in the file stay together. */
    private static List<Spill> without(Set<Long> ignored, Spill spill, GroupLayout layout) {
        if (ignored.isEmpty()) {
            return List.of(spill);
        }
        List<Spill> parts = new ArrayList<>();
        List<Block> neighbours = new ArrayList<>();
        for (Block block : spill.blocks()) {
            if (!ignored.contains(layout.firstKey(block.firstKey()[0]))) {
                neighbours.add(block);
            } else if (!neighbours.isEmpty()) {
                parts.add(new Spill(spill.file(), List.copyOf(neighbours)));
                neighbours.clear();
            }
        }
        if (!neighbours.isEmpty()) {
            parts.add(new Spill(spill.file(), List.copyOf(neighbours)));
        }
        return parts;
    }

    /**
     * Ranges of keys in key order, each with one value of the first key.
     *
     * @param mostGroups the approximate size of a range before groups are merged; a value with more groups has several
     *     ranges
     */
    public List<Part> parts(long mostGroups) {
        List<Block> blocks = all.stream()
                .flatMap(spill -> spill.blocks().stream())
                .sorted((one, other) -> layout.compare(one.firstKey(), other.firstKey()))
                .toList();
        List<Block> firsts = new ArrayList<>();
        int start = 0;
        while (start < blocks.size()) {
            int end = endOfFirstKey(blocks, start);
            firsts.addAll(cut(blocks.subList(start, end), mostGroups));
            start = end;
        }
        List<Part> parts = new ArrayList<>();
        for (int part = 0; part < firsts.size(); part++) {
            long[] from = firsts.get(part).firstKey();
            long[] to = part + 1 < firsts.size() ? firsts.get(part + 1).firstKey() : null;
            parts.add(new Part(layout.firstKey(from[0]), KeyRange.of(all, from, to, layout)));
        }
        return parts;
    }

    /**
     * The ranges of keys between given ones.
     *
     * @param starts the packed first key of each range, in order, of which the first is not after any group
     */
    public List<Part> parts(List<long[]> starts) {
        List<Part> parts = new ArrayList<>();
        for (int part = 0; part < starts.size(); part++) {
            long[] from = starts.get(part);
            long[] to = part + 1 < starts.size() ? starts.get(part + 1) : null;
            parts.add(new Part(layout.firstKey(from[0]), KeyRange.of(all, from, to, layout)));
        }
        return parts;
    }

    private int endOfFirstKey(List<Block> blocks, int start) {
        long word = blocks.get(start).firstKey()[0];
        int end = start + 1;
        while (end < blocks.size() && layout.sameFirstKey(word, blocks.get(end).firstKey()[0])) {
            end++;
        }
        return end;
    }

    /** The blocks whose first keys divide the groups into parts of about equal size. */
    private List<Block> cut(List<Block> blocks, long mostGroups) {
        long groups = blocks.stream().mapToLong(Block::groups).sum();
        long count = (groups + mostGroups - 1) / mostGroups;
        List<Block> firsts = new ArrayList<>();
        long before = 0;
        for (Block block : blocks) {
            boolean isDue = before >= groups * firsts.size() / count;
            boolean isLater = firsts.isEmpty()
                    || layout.compare(firsts.get(firsts.size() - 1).firstKey(), block.firstKey()) < 0;
            if (isDue && isLater) {
                firsts.add(block);
            }
            before += block.groups();
        }
        return firsts;
    }

    /** All groups, for one task. */
    KeyRange everything() {
        return KeyRange.all(all);
    }

    /**
     * Sets of spills that must first be merged into one each, because there are too many for one task; empty if there
     * are few enough.
     */
    public List<KeyRange> setsToMergeFirst() {
        return setsToMergeFirst(mostPerTask(layout));
    }

    /** The number of spills with the value of the first key that most spills have. */
    private long mostOfFirstKey() {
        Map<Long, Integer> spillsOfKey = new HashMap<>();
        for (Spill spill : all) {
            spill.blocks().stream()
                    .map(block -> layout.firstKey(block.firstKey()[0]))
                    .distinct()
                    .forEach(key -> spillsOfKey.merge(key, 1, Integer::sum));
        }
        return spillsOfKey.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    static int mostPerTask(GroupLayout layout) {
        return TASK_BYTES / (SPILL_BYTES + layout.stride() * SpillFormat.BLOCK_GROUPS * Long.BYTES);
    }

    List<KeyRange> setsToMergeFirst(int most) {
        List<KeyRange> sets = new ArrayList<>();
        // A task reads the spills that have its value of the first key.
        if (mostOfFirstKey() > most) {
            int count = (all.size() + most - 1) / most;
            for (int set = 0; set < count; set++) {
                sets.add(KeyRange.all(all.subList(
                        (int) ((long) all.size() * set / count), (int) ((long) all.size() * (set + 1) / count))));
            }
        }
        return sets;
    }
}
