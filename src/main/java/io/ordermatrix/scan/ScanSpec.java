package io.ordermatrix.scan;

import io.ordermatrix.input.Chunk;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.input.Split;
import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.Selection;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What to read: everything that the tasks of a scan need to know.
 *
 * @param files the input
 * @param splits how it is cut, one split for each task
 * @param selection which rows to keep
 * @param format how the numbers of the input are written
 * @param onReject what to do with a row that can't be read
 * @param recordDirectory where every split writes the {@link ChunkRecord}s of its chunks; null for nowhere
 */
public record ScanSpec(
        List<InputFile> files,
        List<Split> splits,
        Selection selection,
        FeedFormat format,
        OnReject onReject,
        String recordDirectory)
        implements Serializable {

    /** What to do with a row that can't be read as an order event. */
    public enum OnReject {
        /** Leave it out and count it. */
        DROP,
        /** Fail the scan. */
        FAIL
    }

    public ScanSpec {
        files = List.copyOf(files);
        splits = List.copyOf(splits);
    }

    public InputFile fileOf(Chunk chunk) {
        return files.get(chunk.file());
    }

    /** The split with this number; the first number of a wave need not be 0. */
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
