package io.ordermatrix.scan;

import io.ordermatrix.input.Chunk;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.input.Split;
import io.ordermatrix.order.Selection;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What to read: everything that the tasks of a scan have to know.
 *
 * @param files the input
 * @param splits how it is cut, one for each task
 * @param selection which rows to keep
 * @param priceDecimals digits after the point that a price holds
 * @param onReject what a row that can't be read does
 * @param recordDirectory where every split leaves the {@link ChunkRecord}s of its chunks; null if nobody wants them
 */
public record ScanSpec(
        List<InputFile> files,
        List<Split> splits,
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
        splits = List.copyOf(splits);
    }

    public InputFile fileOf(Chunk chunk) {
        return files.get(chunk.file());
    }

    /** The split of that number; those of one wave do not begin with 0. */
    public Split split(int number) {
        return splits.stream()
                .filter(split -> split.number() == number)
                .findFirst()
                .orElseThrow();
    }

    public Optional<String> records() {
        return Optional.ofNullable(recordDirectory);
    }
}
