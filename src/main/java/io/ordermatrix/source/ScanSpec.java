package io.ordermatrix.source;

import io.ordermatrix.order.Selection;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What to read: everything that the tasks of a scan have to know.
 *
 * @param files the input
 * @param chunks how it is cut
 * @param selection which rows to keep
 * @param priceDecimals digits behind the point that a price holds
 * @param recordDirectory where every chunk leaves its {@link ChunkRecord}
 */
public record ScanSpec(
        List<InputFile> files, List<Chunk> chunks, Selection selection, int priceDecimals, String recordDirectory)
        implements Serializable {

    public ScanSpec {
        files = List.copyOf(files);
        chunks = List.copyOf(chunks);
    }

    public InputFile fileOf(Chunk chunk) {
        return files.get(chunk.file());
    }

    /** Cuts files into chunks of at most that many bytes; a packed file is one chunk. */
    public static List<Chunk> cut(List<InputFile> files, long chunkBytes) {
        List<Chunk> chunks = new ArrayList<>();
        for (int file = 0; file < files.size(); file++) {
            long length = files.get(file).length();
            long step = files.get(file).compression() == Compression.NONE ? chunkBytes : length;
            for (long start = 0; start < length; start += step) {
                chunks.add(new Chunk(chunks.size(), file, start, Math.min(start + step, length)));
            }
        }
        return chunks;
    }
}
