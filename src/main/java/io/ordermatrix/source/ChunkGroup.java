package io.ordermatrix.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Chunks that one task reads one after the other: a single one of a large file, or many small files with the same header.
 *
 * @param number counts the groups of a scan from 0, in the order of the files and of their bytes
 */
public record ChunkGroup(int number, List<Chunk> chunks) implements Serializable {
    /** What opening a file costs, in bytes that could be read in the same time. */
    private static final long OPENING_BYTES = 1 << 20;

    public ChunkGroup {
        chunks = List.copyOf(chunks);
    }

    /** Cuts files into chunks of at most that many bytes (a packed file is one chunk) and groups what is small. */
    public static List<ChunkGroup> cut(List<InputFile> files, long chunkBytes) {
        List<ChunkGroup> groups = new ArrayList<>();
        List<Chunk> group = new ArrayList<>();
        long groupBytes = 0;
        Header header = null;
        for (int number = 0; number < files.size(); number++) {
            InputFile file = files.get(number);
            long step = file.compression() == Compression.NONE ? chunkBytes : file.length();
            for (long start = 0; start < file.length(); start += step) {
                Chunk chunk = new Chunk(number, start, Math.min(start + step, file.length()));
                long cost = chunk.end() - chunk.start() + OPENING_BYTES;
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
}
