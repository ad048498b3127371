package io.ordermatrix.wave;

import io.ordermatrix.input.Chunk;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.input.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The chunks that are committed together: the unit of resuming.
 *
 * @param number counts from 1
 * @param splits in the order of the input
 */
public record Wave(int number, List<Split> splits) {
    public Wave {
        splits = List.copyOf(splits);
    }

    /** Cuts files into waves of about this many bytes; the same files and sizes give the same waves. */
    public static List<Wave> cut(List<InputFile> files, long chunkBytes, long waveBytes) {
        List<Wave> waves = new ArrayList<>();
        List<Split> splits = new ArrayList<>();
        long bytes = 0;
        for (Split split : Split.cut(files, chunkBytes)) {
            if (!splits.isEmpty() && bytes + split.bytes() > waveBytes) {
                waves.add(new Wave(waves.size() + 1, splits));
                splits.clear();
                bytes = 0;
            }
            splits.add(split);
            bytes += split.bytes();
        }
        if (!splits.isEmpty()) {
            waves.add(new Wave(waves.size() + 1, splits));
        }
        return waves;
    }

    /** The wave without the chunks of some files. */
    public Wave without(Set<Integer> files) {
        return new Wave(
                number,
                splits.stream()
                        .map(split -> split.without(files))
                        .filter(split -> !split.chunks().isEmpty())
                        .toList());
    }

    /**
     * The wave with only as many splits as keep this many workers busy, so that no more tasks than that use memory at
     * the same time.
     */
    public Wave forWorkers(int workers, List<InputFile> files) {
        return new Wave(number, Split.join(splits, workers, files));
    }

    public Stream<Chunk> chunks() {
        return splits.stream().map(Split::chunks).flatMap(List::stream);
    }

    public boolean readsAny(Set<Integer> files) {
        return chunks().anyMatch(chunk -> files.contains(chunk.file()));
    }

    public long bytes() {
        return splits.stream().mapToLong(Split::bytes).sum();
    }
}
