package io.ordermatrix.run;

import io.ordermatrix.source.Chunk;
import io.ordermatrix.source.ChunkGroup;
import io.ordermatrix.source.InputFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The chunks that are committed together: the unit of resuming.
 *
 * @param number counts from 1
 * @param groups one a task, in the order of the input
 */
record Wave(int number, List<ChunkGroup> groups) {
    Wave {
        groups = List.copyOf(groups);
    }

    /** Cuts files into waves of about that many bytes; the same files and sizes make the same waves. */
    static List<Wave> cut(List<InputFile> files, long chunkBytes, long waveBytes) {
        List<Wave> waves = new ArrayList<>();
        List<ChunkGroup> groups = new ArrayList<>();
        long bytes = 0;
        for (ChunkGroup group : ChunkGroup.cut(files, chunkBytes)) {
            if (!groups.isEmpty() && bytes + group.bytes() > waveBytes) {
                waves.add(new Wave(waves.size() + 1, groups));
                groups.clear();
                bytes = 0;
            }
            groups.add(group);
            bytes += group.bytes();
        }
        if (!groups.isEmpty()) {
            waves.add(new Wave(waves.size() + 1, groups));
        }
        return waves;
    }

    /** Without the chunks of some files. */
    Wave without(Set<Integer> files) {
        return new Wave(
                number,
                groups.stream()
                        .map(group -> group.without(files))
                        .filter(group -> !group.chunks().isEmpty())
                        .toList());
    }

    /**
     * With as few groups as keep that many workers busy: each then reads several one after the other, and no other task
     * takes memory meanwhile.
     */
    Wave forWorkers(int workers, List<InputFile> files) {
        return new Wave(number, ChunkGroup.join(groups, workers, files));
    }

    Stream<Chunk> chunks() {
        return groups.stream().map(ChunkGroup::chunks).flatMap(List::stream);
    }

    boolean readsAny(Set<Integer> files) {
        return chunks().anyMatch(chunk -> files.contains(chunk.file()));
    }

    long bytes() {
        return groups.stream().mapToLong(ChunkGroup::bytes).sum();
    }
}
