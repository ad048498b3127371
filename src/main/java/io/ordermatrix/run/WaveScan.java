package io.ordermatrix.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ordermatrix.aggregate.OrderCube;
import io.ordermatrix.config.JobConfig;
import io.ordermatrix.config.OnError;
import io.ordermatrix.matrix.UnreadCells;
import io.ordermatrix.order.Cell;
import io.ordermatrix.order.RowAccounting;
import io.ordermatrix.run.RunState.SkippedFile;
import io.ordermatrix.sink.StagedOutput.ResultFile;
import io.ordermatrix.sink.WaveStore;
import io.ordermatrix.source.Chunk;
import io.ordermatrix.source.ChunkRecords;
import io.ordermatrix.source.InputFile;
import io.ordermatrix.source.OrderEvents;
import io.ordermatrix.source.OrderSchema;
import io.ordermatrix.source.ReadableCells;
import io.ordermatrix.source.ScanSpec;
import io.ordermatrix.source.UnreadableInputException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The one scan of the input, wave after wave. A wave that is done is never scanned again, by this run or by the one that
 * goes on after it.
 */
final class WaveScan {
    private final RunRequest request;
    private final JobConfig config;
    private final SparkSession spark;
    private final Configuration hadoop;
    private final WaveStore store;
    private final TaskFailures failures;
    private final RunControl control;
    private final SortedMap<Integer, WaveRecord> done = new TreeMap<>();
    private RunState state;
    private List<Wave> waves;

    private WaveScan(
            RunRequest request,
            SparkSession spark,
            Configuration hadoop,
            WaveStore store,
            TaskFailures failures,
            RunControl control,
            RunState state) {
        this.request = request;
        this.config = request.config();
        this.spark = spark;
        this.hadoop = hadoop;
        this.store = store;
        this.failures = failures;
        this.control = control;
        this.state = state;
        this.waves = cut();
    }

    /** Goes on from where an earlier run of the same work stopped, or begins. */
    static WaveScan resume(
            RunRequest request,
            SparkSession spark,
            Configuration hadoop,
            WaveStore store,
            TaskFailures failures,
            RunControl control)
            throws IOException {
        Fingerprint fingerprint = Fingerprint.of(request);
        Optional<RunState> earlier = earlierState(store, control);
        if (earlier.isPresent() && earlier.get().fingerprint().equals(fingerprint)) {
            WaveScan scan = new WaveScan(request, spark, hadoop, store, failures, control, earlier.get());
            scan.findDone();
            control.say("Going on after an earlier run: %d of %d waves are done"
                    .formatted(scan.done.size(), scan.waves.size()));
            return scan;
        }
        if (earlier.isPresent()) {
            control.say("Starting over, because what an earlier run has left is not of this one: "
                    + String.join("; ", fingerprint.changesSince(earlier.get().fingerprint())));
        }
        RunState state = new RunState(
                fingerprint,
                request.plan().chunkSize().bytes(),
                request.plan().waveSize().bytes(),
                List.of());
        store.clear();
        store.saveState(state.json());
        return new WaveScan(request, spark, hadoop, store, failures, control, state);
    }

    private static Optional<RunState> earlierState(WaveStore store, RunControl control) throws IOException {
        Optional<String> text = store.state();
        try {
            return text.isPresent() ? Optional.of(RunState.parse(text.get())) : Optional.empty();
        } catch (JsonProcessingException unknown) {
            control.say("Starting over, because what an earlier run has left can't be read: "
                    + unknown.getOriginalMessage());
            return Optional.empty();
        }
    }

    private List<Wave> cut() {
        Set<Integer> skipped = skippedFiles();
        return Wave.cut(request.files(), state.chunkBytes(), state.waveBytes()).stream()
                .map(wave -> wave.without(skipped))
                .filter(wave -> !wave.groups().isEmpty())
                .toList();
    }

    /** The places of the skipped files in the list of input files. */
    private Set<Integer> skippedFiles() {
        Set<String> locations =
                state.skipped().stream().map(SkippedFile::location).collect(Collectors.toSet());
        return IntStream.range(0, request.files().size())
                .filter(file -> locations.contains(request.files().get(file).location()))
                .boxed()
                .collect(Collectors.toSet());
    }

    /** Finds the waves that are done. */
    private void findDone() throws IOException {
        for (Wave wave : waves) {
            Optional<String> text = store.committed(wave.number());
            if (text.isEmpty()) {
                continue;
            }
            Optional<CommittedWave> committed = undamaged(wave, text.get());
            if (committed.isPresent()) {
                done.put(wave.number(), committed.get().record());
            } else {
                control.say("Wave %d is not as it was left, and is scanned again".formatted(wave.number()));
                store.remove(wave.number());
            }
        }
    }

    /** A machine that lost its power can have kept a wave's name and lost its bytes: then there is nothing. */
    private Optional<CommittedWave> undamaged(Wave wave, String text) throws IOException {
        try {
            CommittedWave committed = RunJson.MAPPER.readValue(text, CommittedWave.class);
            return committed.files().equals(store.committedFiles(wave.number()))
                    ? Optional.of(committed)
                    : Optional.empty();
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    /** Scans what is not done yet. */
    void toEnd() throws IOException {
        boolean complete = false;
        while (!complete) {
            complete = scanWaves();
        }
        if (waves.isEmpty()) {
            throw new RunFailedException("No file of the input can be read: "
                    + state.skipped().stream().map(SkippedFile::error).collect(Collectors.joining("; ")));
        }
    }

    /** Scans all waves; false if a file had to be left out, which can undo some that were done. */
    private boolean scanWaves() throws IOException {
        control.scanBegins(waves.stream().mapToLong(Wave::bytes).sum(), waves.size(), done());
        for (Wave wave : waves) {
            if (done.containsKey(wave.number())) {
                continue;
            }
            control.stopIfInterrupted(done.size(), waves.size());
            try {
                scan(wave);
            } catch (Exception failure) { // Spark throws checked exceptions without saying so
                control.stopIfInterrupted(done.size(), waves.size());
                Optional<UnreadableInputException> unreadable = unreadable(failure);
                if (unreadable.isEmpty() || config.onError() == OnError.FAIL) {
                    throw failure;
                }
                control.waveEnds(0);
                skip(wave, unreadable.get());
                return false;
            }
        }
        return true;
    }

    private void scan(Wave wave) throws IOException {
        Instant started = Instant.now();
        int workers = control.waveBegins(
                wave.number(), wave.bytes(), spark.sparkContext().isLocal());
        Wave cut = workers < request.plan().workers() ? wave.forWorkers(workers, request.files()) : wave;
        Path directory = store.begin(wave.number());
        ScanSpec spec = spec(cut, WaveStore.records(directory).toString());
        spark.sparkContext().setLocalProperty(TaskFailures.WAVE_PROPERTY, Integer.toString(wave.number()));
        spark.sparkContext().setJobDescription("wave " + wave.number() + " of " + waves.size());
        if (request.keepOrders()) {
            store.writeEvents(directory, events(spec));
        } else {
            store.writeParts(
                    directory, OrderCube.parts(spark, spec, config.scan().engine()));
        }
        spark.sparkContext().setLocalProperty(TaskFailures.WAVE_PROPERTY, null);
        spark.sparkContext().setJobDescription(null);

        RowAccounting rows = ChunkRecords.read(
                        List.of(WaveStore.records(directory)), cut.chunks().toList(), hadoop)
                .accounting();
        List<TaskFailures.Failure> failed = failures.of(wave.number());
        WaveRecord record = new WaveRecord(
                wave.number(),
                started.toString(),
                Duration.between(started, Instant.now()).toMillis() / 1000.0,
                wave.bytes(),
                rows.parsed() + rows.rejectedRows(),
                workers,
                1
                        + failed.stream()
                                .mapToInt(TaskFailures.Failure::attempts)
                                .max()
                                .orElse(0),
                failed);
        store.commit(
                wave.number(), RunJson.MAPPER.writeValueAsString(new CommittedWave(record, store.files(directory))));
        done.put(wave.number(), record);
        control.waveEnds(record.rows());
    }

    private ScanSpec spec(Wave wave, String recordDirectory) {
        return new ScanSpec(
                request.files(),
                wave.groups(),
                config.selection(),
                config.priceDecimals(),
                ScanSpec.OnReject.DROP,
                recordDirectory);
    }

    private Dataset<Row> events(ScanSpec spec) {
        return OrderEvents.read(spark, spec, config.scan().engine())
                .select(Arrays.stream(OrderSchema.EVENTS.fieldNames())
                        .map(functions::col)
                        .toArray(Column[]::new));
    }

    private static Optional<UnreadableInputException> unreadable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableInputException unreadable) {
                return Optional.of(unreadable);
            }
        }
        return Optional.empty();
    }

    private void skip(Wave wave, UnreadableInputException failure) throws IOException {
        InputFile file = request.files().stream()
                .filter(candidate -> candidate.location().equals(failure.location()))
                .findFirst()
                .orElseThrow();
        control.say(failure.getMessage() + "; it is left out, and its cells are FAILED");
        int attempts = failures.of(wave.number()).stream()
                .mapToInt(TaskFailures.Failure::attempts)
                .max()
                .orElse(1);
        // What was done with a part of the file is undone first: killed in between, a run only has more to do.
        Set<Integer> places = Set.of(request.files().indexOf(file));
        for (Wave other : waves) {
            if (other.readsAny(places)) {
                store.remove(other.number());
                done.remove(other.number());
            }
        }
        state = state.with(
                new SkippedFile(file.location(), file.displayName(), wave.number(), attempts, failure.getMessage()));
        store.saveState(state.json());
        waves = cut();
    }

    /** The records of the waves that are done, in order. */
    List<WaveRecord> done() {
        return List.copyOf(done.values());
    }

    /**
     * A wave that is done.
     *
     * @param files that it has written, with their sizes
     */
    record CommittedWave(WaveRecord record, List<ResultFile> files) {}

    /** What became of every row, when all waves are done. */
    ChunkRecords records() throws IOException {
        List<Chunk> chunks = waves.stream().flatMap(Wave::chunks).toList();
        return ChunkRecords.read(store.records(numbers()), chunks, hadoop);
    }

    /** The events of all waves, where these are results. */
    Dataset<Row> events() {
        return store.events(numbers(), events(spec(waves.get(0), null)));
    }

    /** Where the parts of the cube lie, where events are no results. */
    List<Path> parts() {
        return store.parts(numbers());
    }

    int waveCount() {
        return waves.size();
    }

    private List<Integer> numbers() {
        return waves.stream().map(Wave::number).toList();
    }

    List<SkippedFile> skipped() {
        return state.skipped();
    }

    /** The cells of which skipped files have events, as far as these can be read. */
    UnreadCells unreadCells() {
        if (state.skipped().isEmpty()) {
            return UnreadCells.NONE;
        }
        SortedMap<Cell, String> errors = new TreeMap<>();
        Set<Integer> skipped = skippedFiles();
        for (int place : new TreeSet<>(skipped)) {
            InputFile file = request.files().get(place);
            SkippedFile why = state.skipped().stream()
                    .filter(candidate -> candidate.location().equals(file.location()))
                    .findFirst()
                    .orElseThrow();
            Wave whole = new Wave(
                    0,
                    Wave.cut(List.of(file), state.chunkBytes(), Long.MAX_VALUE)
                            .get(0)
                            .groups());
            ScanSpec spec = new ScanSpec(
                    List.of(file),
                    whole.groups(),
                    config.selection(),
                    config.priceDecimals(),
                    ScanSpec.OnReject.DROP,
                    null);
            ReadableCells.of(spark, spec).forEach(cell -> errors.putIfAbsent(cell, why.error()));
        }
        String files = state.skipped().stream().map(SkippedFile::file).collect(Collectors.joining(", "));
        return new UnreadCells(errors, Optional.of("its events may be in what can't be read: " + files));
    }
}
