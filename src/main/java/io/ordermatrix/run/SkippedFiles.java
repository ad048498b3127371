package io.ordermatrix.run;

import io.ordermatrix.engine.ReadableCells;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.input.Split;
import io.ordermatrix.matrix.UnreadCells;
import io.ordermatrix.order.Cell;
import io.ordermatrix.scan.ScanSpec;
import io.ordermatrix.wave.RunState;
import io.ordermatrix.wave.SkippedFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/** The files of a run that can't be read. */
final class SkippedFiles {
    /** Why a cell without events need not be empty; followed by the names of the files. */
    static final String ELSEWHERE = "its events may be in an unreadable file: ";

    private final RunRequest request;
    private final List<InputFile> files;
    private final RunState state;

    SkippedFiles(RunRequest request, List<InputFile> files, RunState state) {
        this.request = request;
        this.files = files;
        this.state = state;
    }

    /** Their indexes in the list of input files. */
    Set<Integer> indexes() {
        Set<String> locations = byLocation().keySet();
        return IntStream.range(0, files.size())
                .filter(file -> locations.contains(files.get(file).location()))
                .boxed()
                .collect(Collectors.toSet());
    }

    private Map<String, SkippedFile> byLocation() {
        return state.skipped().stream().collect(Collectors.toMap(SkippedFile::location, Function.identity()));
    }

    /** Their errors, joined. */
    String errors() {
        return state.skipped().stream().map(SkippedFile::error).collect(Collectors.joining("; "));
    }

    /** The cells that they have events for, as far as they can be read. */
    UnreadCells unreadCells(JavaSparkContext spark) {
        if (state.skipped().isEmpty()) {
            return UnreadCells.NONE;
        }
        Map<String, SkippedFile> skipped = byLocation();
        SortedMap<Cell, String> errors = new TreeMap<>();
        for (InputFile file : files) {
            if (skipped.containsKey(file.location())) {
                String error = skipped.get(file.location()).error();
                ReadableCells.of(spark, alone(file)).forEach(cell -> errors.putIfAbsent(cell, error));
            }
        }
        String files = state.skipped().stream().map(SkippedFile::file).collect(Collectors.joining(", "));
        return new UnreadCells(errors, Optional.of(ELSEWHERE + files));
    }

    private ScanSpec alone(InputFile file) {
        return new ScanSpec(
                List.of(file),
                Split.cut(List.of(file), state.chunkBytes()),
                request.config().selection(),
                request.config().format(),
                ScanSpec.OnReject.DROP,
                null);
    }
}
