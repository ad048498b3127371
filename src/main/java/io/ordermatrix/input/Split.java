package io.ordermatrix.input;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The chunks that one Spark task reads, one after the other: a single chunk of a large file, or many small files with
 * the same header.
 *
 * @param number the number of the split in the input, from 0, in the order of the files and of their bytes
 */
public record Split(int number, List<Chunk> chunks) implements Serializable {
    /** The cost of opening a file, as the number of bytes that could be read in the same time. */
    private static final long OPENING_BYTES = 1 << 20;
    /** Small files are combined at least up to this many per task, even if chunks are small. */
    private static final int FILES_PER_SPLIT = 256;

    public Split {
        chunks = List.copyOf(chunks);
    }

    /**
     * Cuts files into chunks of at most this many bytes (a compressed file is one chunk) and combines small chunks into
     * splits.
     */
    public static List<Split> cut(List<InputFile> files, long chunkBytes) {
        List<Split> splits = new ArrayList<>();
        List<Chunk> chunks = new ArrayList<>();
        long splitBytes = 0;
        long openingBytes = Math.min(OPENING_BYTES, chunkBytes / FILES_PER_SPLIT);
        Header header = null;
        for (int number = 0; number < files.size(); number++) {
            InputFile file = files.get(number);
            long step = file.compression() == Compression.NONE ? chunkBytes : file.length();
            for (long start = 0; start < file.length(); start += step) {
                Chunk chunk = new Chunk(number, start, Math.min(start + step, file.length()));
                long cost = chunk.bytes() + openingBytes;
                if (!chunks.isEmpty()
                        && (splitBytes + cost > chunkBytes || !file.header().equals(header))) {
                    splits.add(new Split(splits.size(), chunks));
                    chunks.clear();
                    splitBytes = 0;
                }
                chunks.add(chunk);
                splitBytes += cost;
                header = file.header();
            }
        }
        if (!chunks.isEmpty()) {
            splits.add(new Split(splits.size(), chunks));
        }
        return splits;
    }

    /** The size of all chunks together, as stored. */
    public long bytes() {
        return chunks.stream().mapToLong(Chunk::bytes).sum();
    }

    /** The split without the chunks of some files, given by their indexes in the list of input files. */
    public Split without(Set<Integer> files) {
        return new Split(
                number,
                chunks.stream().filter(chunk -> !files.contains(chunk.file())).toList());
    }

    /** Joins neighbours with the same header, so that about this many splits remain and the chunks stay in order. */
    public static List<Split> join(List<Split> splits, int count, List<InputFile> files) {
        int most = (splits.size() + count - 1) / count;
        List<Split> joined = new ArrayList<>();
        int neighbours = 0;
        for (Split split : splits) {
            Split last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && neighbours < most && last.header(files).equals(split.header(files))) {
                joined.set(joined.size() - 1, last.with(split.chunks));
                neighbours++;
            } else {
                joined.add(split);
                neighbours = 1;
            }
        }
        return joined;
    }

    private Split with(List<Chunk> more) {
        return new Split(number, Stream.concat(chunks.stream(), more.stream()).toList());
    }

    /** The header that the files of all its chunks have. */
    public Header header(List<InputFile> files) {
        return files.get(chunks.get(0).file()).header();
    }
}
