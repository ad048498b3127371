package io.ordermatrix.merge;

import io.ordermatrix.merge.RunFormat.Block;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/**
 * Writes the groups of one task as sorted runs, a buffer full in each or, where they come in order, all in one, into a file with a temporary name that gets its own
 * when all are written. Two attempts at one task write the same, so it does not matter whose stays.
 */
final class RunWriter implements DataWriter<InternalRow> {
    /** Groups of a run: some MB. */
    static final int RUN_GROUPS = 1 << 16;

    private static final int OUTPUT_BYTES = 1 << 16;

    private final GroupLayout layout;
    private final FileSystem fileSystem;
    private final Path file;
    private final Path temporary;
    /** The longs of all groups, column by column, so that sorting and writing stay within few of them at a time. */
    private final long[][] columns;

    private final long[] group;
    private final int[] order = new int[RUN_GROUPS];
    private final int[] merged = new int[RUN_GROUPS];
    private final byte[] bytes;
    private final List<List<Block>> runs = new ArrayList<>();
    private int size;
    /** The key of the last group that is written; null before the first. */
    private long[] lastKey;

    private DataOutputStream out;
    private long written;

    RunWriter(GroupLayout layout, String directory, int partition, long task, Configuration hadoop) throws IOException {
        this.layout = layout;
        file = new Path(directory, "part-%05d%s".formatted(partition, RunFormat.SUFFIX));
        temporary = new Path(directory, "_part-%05d.%d".formatted(partition, task));
        fileSystem = file.getFileSystem(hadoop);
        columns = new long[layout.stride()][RUN_GROUPS];
        group = new long[layout.stride()];
        bytes = new byte[RunFormat.mostBytes(layout.stride())];
    }

    @Override
    public void write(InternalRow row) throws IOException {
        if (size == RUN_GROUPS) {
            writeRun();
        }
        layout.read(row, group);
        for (int column = 0; column < group.length; column++) {
            columns[column][size] = group[column];
        }
        size++;
    }

    private void writeRun() throws IOException {
        if (out == null) {
            out = new DataOutputStream(new BufferedOutputStream(fileSystem.create(temporary, true), OUTPUT_BYTES));
        }
        int[] sorted = sort();
        List<Block> blocks = run(key(sorted[0]));
        for (int from = 0; from < size; from += RunFormat.BLOCK_GROUPS) {
            int to = Math.min(size, from + RunFormat.BLOCK_GROUPS);
            int length = 0;
            for (long[] column : columns) {
                length = RunFormat.encode(column, sorted, from, to, bytes, length);
            }
            blocks.add(new Block(key(sorted[from]), written));
            out.writeInt(to - from);
            out.writeInt(length);
            out.write(bytes, 0, length);
            written += 2L * Integer.BYTES + length;
        }
        lastKey = key(sorted[size - 1]);
        size = 0;
    }

    /** The run that goes on with a key: the last one, or a new one. */
    private List<Block> run(long[] firstKey) {
        if (lastKey == null || layout.compare(firstKey, lastKey) < 0) {
            runs.add(new ArrayList<>());
        }
        return runs.get(runs.size() - 1);
    }

    private long[] key(int place) {
        long[] key = new long[layout.words()];
        for (int word = 0; word < key.length; word++) {
            key[word] = columns[word][place];
        }
        return key;
    }

    /** The places of the groups in the order of their keys: merges neighbours of 1, 2, 4 and so on. */
    private int[] sort() {
        int[] from = order;
        int[] to = merged;
        for (int place = 0; place < size; place++) {
            from[place] = place;
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
        for (int place = start; place < end; place++) {
            boolean takeLeft = right == end || (left < middle && compare(from[left], from[right]) <= 0);
            to[place] = takeLeft ? from[left++] : from[right++];
        }
    }

    private int compare(int place, int other) {
        for (int word = 0; word < layout.words(); word++) {
            int order = Long.compareUnsigned(columns[word][place], columns[word][other]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public WriterCommitMessage commit() throws IOException {
        if (size > 0) {
            writeRun();
        }
        if (out != null) {
            writeIndex();
            out.close();
            replace();
        }
        return new Written();
    }

    private void writeIndex() throws IOException {
        for (List<Block> blocks : runs) {
            out.writeInt(blocks.size());
            for (Block block : blocks) {
                for (long word : block.firstKey()) {
                    out.writeLong(word);
                }
                out.writeLong(block.offset());
            }
        }
        out.writeLong(written);
        out.writeInt(runs.size());
        out.writeLong(RunFormat.MAGIC);
    }

    /** File systems that do not rename over a file keep the one of the other attempt, which says the same. */
    private void replace() throws IOException {
        if (!fileSystem.rename(temporary, file) && !fileSystem.exists(file)) {
            throw new IOException("Can't rename %s to %s".formatted(temporary, file));
        }
    }

    @Override
    public void abort() throws IOException {
        close();
    }

    /** Leaves nothing behind of what was not committed. */
    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
            out = null;
            fileSystem.delete(temporary, false);
        }
    }

    /** That a task has written its file; what is in it the file says. */
    private record Written() implements WriterCommitMessage {}
}
