package io.ordermatrix.source;

import io.ordermatrix.order.Selection;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What to read: everything that the tasks of a scan have to know.
 *
 * @param files the input
 * @param groups how it is cut, one group a task
 * @param selection which rows to keep
 * @param priceDecimals digits behind the point that a price holds
 * @param onReject what a row that can't be read does
 * @param recordDirectory where every group leaves the {@link ChunkRecord}s of its chunks; null if nobody wants them
 */
public record ScanSpec(
        List<InputFile> files,
        List<ChunkGroup> groups,
        Selection selection,
        int priceDecimals,
        OnReject onReject,
        String recordDirectory)
        implements Serializable {

    /** What a row that can't be read as an order event does. */
    public enum OnReject {
        /** It is left out and counted. */
        DROP,
        /** It fails the scan. */
        FAIL
    }

    public ScanSpec {
        files = List.copyOf(files);
        groups = List.copyOf(groups);
    }

    public InputFile fileOf(Chunk chunk) {
        return files.get(chunk.file());
    }

    /** The group of that number; a scan of one wave does not begin with 0. */
    ChunkGroup group(int number) {
        return groups.stream()
                .filter(group -> group.number() == number)
                .findFirst()
                .orElseThrow();
    }

    public Optional<String> records() {
        return Optional.ofNullable(recordDirectory);
    }
}
