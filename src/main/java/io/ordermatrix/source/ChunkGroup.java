package io.ordermatrix.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Chunks that one task reads one after the other: a single one of a large file, or many small files with the same header.
 *
 * @param number counts the groups of a scan from 0, in the order of the files and of their bytes
 */
public record ChunkGroup(int number, List<Chunk> chunks) implements Serializable {
    /** What opening a file costs, in bytes that could be read in the same time. */
    private static final long OPENING_BYTES = 1 << 20;
    /** A task costs more than opening that many files, however small the chunks are. */
    private static final int FILES_PER_GROUP = 256;

    public ChunkGroup {
        chunks = List.copyOf(chunks);
    }

    /** Cuts files into chunks of at most that many bytes (a packed file is one chunk) and groups what is small. */
    public static List<ChunkGroup> cut(List<InputFile> files, long chunkBytes) {
        List<ChunkGroup> groups = new ArrayList<>();
        List<Chunk> group = new ArrayList<>();
        long groupBytes = 0;
        long openingBytes = Math.min(OPENING_BYTES, chunkBytes / FILES_PER_GROUP);
        Header header = null;
        for (int number = 0; number < files.size(); number++) {
            InputFile file = files.get(number);
            long step = file.compression() == Compression.NONE ? chunkBytes : file.length();
            for (long start = 0; start < file.length(); start += step) {
                Chunk chunk = new Chunk(number, start, Math.min(start + step, file.length()));
                long cost = chunk.end() - chunk.start() + openingBytes;
                if (!group.isEmpty()
                        && (groupBytes + cost > chunkBytes || !file.header().equals(header))) {
                    groups.add(new ChunkGroup(groups.size(), group));
                    group.clear();
                    groupBytes = 0;
                }
                group.add(chunk);
                groupBytes += cost;
                header = file.header();
            }
        }
        if (!group.isEmpty()) {
            groups.add(new ChunkGroup(groups.size(), group));
        }
        return groups;
    }

    /** Of all chunks together, as they are stored. */
    public long bytes() {
        return chunks.stream().mapToLong(chunk -> chunk.end() - chunk.start()).sum();
    }

    /** The group without the chunks of some files, which are given by their places in the list of input files. */
    public ChunkGroup without(Set<Integer> files) {
        return new ChunkGroup(
                number,
                chunks.stream().filter(chunk -> !files.contains(chunk.file())).toList());
    }

    /** Joins neighbours with the same header, so that about that many groups remain and the chunks stay in their order. */
    public static List<ChunkGroup> join(List<ChunkGroup> groups, int count, List<InputFile> files) {
        int most = (groups.size() + count - 1) / count;
        List<ChunkGroup> joined = new ArrayList<>();
        int neighbours = 0;
        for (ChunkGroup group : groups) {
            ChunkGroup last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && neighbours < most && last.header(files).equals(group.header(files))) {
                joined.set(joined.size() - 1, last.with(group.chunks));
                neighbours++;
            } else {
                joined.add(group);
                neighbours = 1;
            }
        }
        return joined;
    }

    private ChunkGroup with(List<Chunk> more) {
        return new ChunkGroup(
                number, Stream.concat(chunks.stream(), more.stream()).toList());
    }

    private Header header(List<InputFile> files) {
        return files.get(chunks.get(0).file()).header();
    }
}
