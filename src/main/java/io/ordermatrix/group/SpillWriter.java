package io.ordermatrix.group;

import io.ordermatrix.file.WholeFile;
import io.ordermatrix.group.Spill.Block;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Writes the spills of one task to a file, which has its name only when all of them are written. Two attempts at a task
 * write the same bytes.
 */
public final class SpillWriter implements Closeable {
    private static final int OUTPUT_BYTES = 1 << 16;

    private final GroupLayout layout;
    private final WholeFile file;
    /** The groups of a block, column by column. */
    private final long[][] block;

    private final BlockText text;
    private byte[] bytes;
    private final List<List<Block>> spills = new ArrayList<>();
    private final long[] lastKey;
    private DataOutputStream out;
    private int size;
    private long written;

    /**
     * @param task the number of the task, which is part of the file's name
     * @param attempt a number that no other attempt at the task has
     */
    public SpillWriter(GroupLayout layout, Path directory, int task, long attempt, Configuration hadoop)
            throws IOException {
        this.layout = layout;
        file = WholeFile.ofAttempt(
                new Path(directory, String.format(Locale.ROOT, "task-%08d%s", task, SpillFormat.SUFFIX)),
                attempt,
                hadoop);
        block = new long[layout.stride()][SpillFormat.BLOCK_GROUPS];
        text = new BlockText(layout.textColumns());
        bytes = new byte[SpillFormat.mostBytes(layout.stride()) + PackedLongs.SLACK];
        lastKey = new long[layout.words()];
    }

    /**
     * Adds a group, whose key must not be before that of the last one.
     *
     * @param groups hold the group, starting at the base
     */
    public void add(long[] groups, int base) throws IOException {
        makeRoom(groups[base]);
        for (int column = 0; column < block.length; column++) {
            block[column][size] = groups[base + column];
        }
        size++;
    }

    /**
     * Adds groups, the first of which must not be before the last one added.
     *
     * @param columns the groups, see {@link SortedGroups#columns}
     * @param texts their text, see {@link SortedGroups#text}
     */
    public void add(long[][] columns, int from, int to, byte[] texts) throws IOException {
        int next = from;
        while (next < to) {
            makeRoom(columns[0][next]);
            int end = Math.min(to, next + SpillFormat.BLOCK_GROUPS - size);
            int count = countOfFirstKey(columns[0], next, end);
            for (int column = 0; column < block.length; column++) {
                System.arraycopy(columns[column], next, block[column], size, count);
            }
            text.add(columns, next, count, texts, block, size);
            size += count;
            next += count;
        }
    }

    /** How many of some sorted groups have the first key of the first of them, which are usually all. */
    private int countOfFirstKey(long[] firstWords, int from, int to) {
        if (layout.sameFirstKey(firstWords[from], firstWords[to - 1])) {
            return to - from;
        }
        int end = from + 1;
        while (layout.sameFirstKey(firstWords[from], firstWords[end])) {
            end++;
        }
        return end - from;
    }

    /** Ends the block if it can't take the next group: all groups of a block have the same first key. */
    private void makeRoom(long firstWord) throws IOException {
        boolean isFull = size == SpillFormat.BLOCK_GROUPS || text.isFull();
        if (isFull || (size > 0 && !layout.sameFirstKey(block[0][0], firstWord))) {
            writeBlock();
        }
    }

    /** Ends a sorted sequence: the next group may have any key. */
    public void endSorted() throws IOException {
        if (size > 0) {
            writeBlock();
        }
    }

    private void writeBlock() throws IOException {
        if (out == null) {
            out = new DataOutputStream(new BufferedOutputStream(file.out(), OUTPUT_BYTES));
        }
        int length = 0;
        for (long[] column : block) {
            length = PackedLongs.write(column, size, bytes, length);
        }
        bytes = text.copyTo(bytes, length);
        length += text.size();
        text.clear();
        long[] firstKey = key(0);
        spillFrom(firstKey).add(new Block(firstKey, size, written));
        out.writeInt(size);
        out.writeInt(length);
        out.writeInt(SpillFormat.checksum(size, length, bytes));
        out.write(bytes, 0, length);
        written += 3L * Integer.BYTES + length;
        System.arraycopy(key(size - 1), 0, lastKey, 0, lastKey.length);
        size = 0;
    }

    /** The spill that a block with this first key continues: the last one, or a new one. */
    private List<Block> spillFrom(long[] firstKey) {
        if (spills.isEmpty() || layout.compare(firstKey, lastKey) < 0) {
            spills.add(new ArrayList<>());
        }
        return spills.get(spills.size() - 1);
    }

    private long[] key(int row) {
        long[] key = new long[layout.words()];
        for (int word = 0; word < key.length; word++) {
            key[word] = block[word][row];
        }
        return key;
    }

    /** Gives the file its name; a task without groups leaves no file. */
    public void commit() throws IOException {
        endSorted();
        if (out != null) {
            writeIndex();
            out.flush();
            file.commit();
        }
    }

    private void writeIndex() throws IOException {
        for (List<Block> blocks : spills) {
            out.writeInt(blocks.size());
            for (Block each : blocks) {
                for (long word : each.firstKey()) {
                    out.writeLong(word);
                }
                out.writeInt(each.groups());
                out.writeLong(each.offset());
            }
        }
        out.writeLong(written);
        out.writeInt(spills.size());
        out.writeLong(SpillFormat.MAGIC);
    }

    /** Deletes the file if it was not committed. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
