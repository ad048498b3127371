package io.ordermatrix.group;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The spills that the tasks of a run have left, and how to share them out among the tasks of a merge. */
public final class Spills {
    /** A task holds about 100 kB and an open file of each spill that it reads. */
    static final int MOST_PER_TASK = 256;
    /** Groups of a task, more or less, where there are many: some ten MB of Parquet. */
    private static final int TASK_GROUPS = 500_000;

    private final GroupLayout layout;
    private final List<Spill> all;

    private Spills(GroupLayout layout, List<Spill> all) {
        this.layout = layout;
        this.all = List.copyOf(all);
    }

    /**
     * Finds spills.
     *
     * @param directories hold files of a {@link SpillWriter}; on one file system
     */
    public static Spills find(List<Path> directories, GroupLayout layout, Configuration hadoop) throws IOException {
        return new Spills(layout, SpillFormat.spills(directories, layout.words(), hadoop));
    }

    /** How many groups they have together, at most, before they are merged. */
    public long groups() {
        return blocks() * SpillFormat.BLOCK_GROUPS;
    }

    private long blocks() {
        return all.stream().mapToLong(spill -> spill.blocks().size()).sum();
    }

    /**
     * Ranges of keys of about as many groups each, in key order, one for each task of a merge.
     *
     * @param workers how many ranges there are at least, if there is anything for them
     */
    public List<KeyRange> ranges(int workers) {
        long rounds = Math.max(1, groups() / TASK_GROUPS / workers);
        long tasks = Math.min(blocks(), rounds * workers);
        return KeyRange.cut(all, Math.toIntExact(tasks), layout);
    }

    /** Sets of spills to be merged to one each first, because there are too many for one task; empty if there are not. */
    public List<KeyRange> setsToMergeFirst() {
        return setsToMergeFirst(MOST_PER_TASK);
    }

    List<KeyRange> setsToMergeFirst(int most) {
        List<KeyRange> sets = new ArrayList<>();
        if (all.size() > most) {
            int count = (all.size() + most - 1) / most;
            for (int set = 0; set < count; set++) {
                sets.add(KeyRange.all(all.subList(
                        (int) ((long) all.size() * set / count), (int) ((long) all.size() * (set + 1) / count))));
            }
        }
        return sets;
    }
}
