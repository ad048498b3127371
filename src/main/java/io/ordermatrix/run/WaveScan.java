package io.ordermatrix.run;

import io.ordermatrix.config.JobConfig;
import io.ordermatrix.config.OnError;
import io.ordermatrix.cube.OrderCube;
import io.ordermatrix.engine.ScanJob;
import io.ordermatrix.input.Chunk;
import io.ordermatrix.input.Compression;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.input.UnreadableInputException;
import io.ordermatrix.matrix.UnreadCells;
import io.ordermatrix.order.RowAccounting;
import io.ordermatrix.orders.OrderSink;
import io.ordermatrix.scan.BatchSink;
import io.ordermatrix.scan.ChunkRecords;
import io.ordermatrix.scan.ScanSpec;
import io.ordermatrix.scan.WantedColumns;
import io.ordermatrix.wave.Fingerprint;
import io.ordermatrix.wave.RunState;
import io.ordermatrix.wave.SkippedFile;
import io.ordermatrix.wave.TaskFailures;
import io.ordermatrix.wave.Wave;
import io.ordermatrix.wave.WaveDirectory;
import io.ordermatrix.wave.WaveLedger;
import io.ordermatrix.wave.WaveRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * The single scan of the input, wave by wave. A finished wave is never scanned again, neither by this run nor by one
 * that resumes it.
 */
final class WaveScan {
    private final RunSession session;
    private final RunRequest request;
    private final ScanTarget target;
    private final JobConfig config;
    private final RunControl control;
    private final WaveLedger ledger;
    /** The waves of the scans before this one, after which its own are counted in the record of the run. */
    private final int wavesBefore;

    private final SortedMap<Integer, WaveRecord> done = new TreeMap<>();
    private RunState state;
    private List<Wave> waves;
    /** The rows of the waves that this run has scanned. */
    private RowAccounting counted = RowAccounting.NONE;

    private long countedBytes;

    private WaveScan(RunSession session, ScanTarget target, WaveLedger ledger, int wavesBefore, RunState state) {
        this.session = session;
        this.target = target;
        this.ledger = ledger;
        this.wavesBefore = wavesBefore;
        this.state = state;
        request = session.request();
        config = request.config();
        control = session.control();
        waves = cut();
    }

    /**
     * Resumes an interrupted scan with the same fingerprint, or begins a new one.
     *
     * @param wavesBefore the number of waves of the scans before this one
     */
    static WaveScan resume(RunSession session, ScanTarget target, WaveLedger ledger, int wavesBefore)
            throws IOException {
        Fingerprint fingerprint = target.fingerprint();
        Optional<RunState> earlier = ledger.state();
        if (earlier.isPresent() && earlier.get().fingerprint().equals(fingerprint)) {
            WaveScan scan = new WaveScan(session, target, ledger, wavesBefore, earlier.get());
            scan.findDone();
            session.control()
                    .say("Resuming: %d of %d waves are already done".formatted(scan.done.size(), scan.waves.size()));
            return scan;
        }
        if (earlier.isPresent()) {
            session.control()
                    .say("Starting over, because the earlier run was a different one: "
                            + String.join(
                                    "; ", fingerprint.changesSince(earlier.get().fingerprint())));
        }
        RunState state = new RunState(
                fingerprint,
                session.request().plan().chunkSize().bytes(),
                session.request().plan().waveSize().bytes(),
                List.of());
        ledger.begin(state);
        return new WaveScan(session, target, ledger, wavesBefore, state);
    }

    private List<Wave> cut() {
        Set<Integer> skipped = skippedFiles().indexes();
        return Wave.cut(target.files(), state.chunkBytes(), state.waveBytes()).stream()
                .map(wave -> wave.without(skipped))
                .filter(wave -> !wave.splits().isEmpty())
                .toList();
    }

    private void findDone() throws IOException {
        for (Wave wave : waves) {
            ledger.record(wave).ifPresent(record -> done.put(wave.number(), record));
        }
    }

    /** Scans all unfinished waves. */
    void toEnd() throws IOException {
        boolean complete = false;
        while (!complete) {
            complete = scanWaves();
        }
    }

    /** Scans all waves; false if a file had to be skipped, which can undo finished waves. */
    private boolean scanWaves() throws IOException {
        control.scanBegins(waves.stream().mapToLong(Wave::bytes).sum(), waves.size(), done());
        for (Wave wave : waves) {
            if (done.containsKey(wave.number())) {
                continue;
            }
            control.stopIfInterrupted(howToResume());
            try {
                scan(wave);
            } catch (Exception failure) { // Spark throws checked exceptions without declaring them
                control.stopIfInterrupted(howToResume());
                Optional<UnreadableInputException> unreadable = unreadable(failure);
                if (unreadable.isEmpty() || target.onError() == OnError.FAIL) {
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
        int number = wavesBefore + wave.number();
        int workers = control.waveBegins(
                wave.number(), wave.bytes(), session.context().isLocal());
        Wave cut = workers < request.plan().workers() ? wave.forWorkers(workers, target.files()) : wave;
        WaveDirectory directory = ledger.begin(wave);
        session.context().setLocalProperty(TaskFailures.WAVE_PROPERTY, Integer.toString(number));
        session.context().setJobDescription("wave " + wave.number() + " of " + waves.size());
        scanInto(directory, cut);
        session.context().setLocalProperty(TaskFailures.WAVE_PROPERTY, null);
        session.context().setJobDescription(null);

        ChunkRecords records =
                ChunkRecords.read(List.of(directory.records()), cut.chunks().toList(), session.hadoop());
        RowAccounting rows = records.accounting();
        checkRejects(rows, wave.bytes(), records);
        List<TaskFailures.Failure> failed = session.failures().of(number);
        WaveRecord record = new WaveRecord(
                number,
                started.toString(),
                Duration.between(started, Instant.now()).toMillis() / 1000.0,
                wave.bytes(),
                rows.parsed() + rows.rejectedRows(),
                workers,
                1 + TaskFailures.mostAttempts(failed),
                failed);
        ledger.commit(wave, record);
        done.put(wave.number(), record);
        control.waveEnds(record.rows());
    }

    /** Stops early if the input can't be what the configuration says. */
    private void checkRejects(RowAccounting rows, long bytes, ChunkRecords records) throws IOException {
        counted = counted.plus(rows);
        countedBytes += bytes;
        boolean isRowCountBounded = target.files().stream().allMatch(file -> file.compression() == Compression.NONE);
        // An update also counts the rows that are in the results already.
        if (isRowCountBounded && request.input().earlier().isEmpty()) {
            long all = target.files().stream().mapToLong(InputFile::length).sum();
            Checks.rejectsSoFar(counted, all - countedBytes, records, target.files(), config);
        }
    }

    private void scanInto(WaveDirectory directory, Wave wave) throws IOException {
        ScanSpec spec = new ScanSpec(
                target.files(),
                wave.splits(),
                target.selection(),
                config.format(),
                ScanSpec.OnReject.DROP,
                directory.records().toString());
        WantedColumns wanted = WantedColumns.of(OrderCube.GROUPING.slots());
        List<BatchSink.Factory> sinks = new ArrayList<>();
        sinks.add(OrderCube.spillingInto(directory.groups()));
        if (request.keepOrders()) {
            sinks.add(OrderSink.into(directory.orders().toString(), request.orderLayout()));
            wanted = wanted.with(request.orderLayout().wanted());
        }
        if (request.lifecycles()) {
            sinks.add(OrderSink.into(directory.lifecycles().toString(), request.lifecycleLayout()));
            wanted = wanted.with(request.lifecycleLayout().wanted());
        }
        ScanJob.run(session.spark(), spec, config.scan().engine(), wanted, sinks);
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
        InputFile file = target.files().stream()
                .filter(candidate -> candidate.location().equals(failure.location()))
                .findFirst()
                .orElseThrow();
        control.say(failure.getMessage() + "; the file is skipped, and its cells are FAILED");
        int attempts = Math.max(1, TaskFailures.mostAttempts(session.failures().of(wavesBefore + wave.number())));
        // Waves with a part of the file are deleted first: a run killed in between only has more to do.
        Set<Integer> unreadable = Set.of(target.files().indexOf(file));
        for (Wave other : waves) {
            if (other.readsAny(unreadable)) {
                ledger.remove(other);
                done.remove(other.number());
            }
        }
        state = state.with(
                new SkippedFile(file.location(), file.displayName(), wave.number(), attempts, failure.getMessage()));
        ledger.save(state);
        waves = cut();
        counted = RowAccounting.NONE;
        countedBytes = 0;
    }

    private SkippedFiles skippedFiles() {
        return new SkippedFiles(request, target.files(), state);
    }

    /** The errors of all files that were skipped. */
    String errors() {
        return skippedFiles().errors();
    }

    /** The records of the finished waves, in order. */
    List<WaveRecord> done() {
        return List.copyOf(done.values());
    }

    /** See {@link RunEvents#howToResume}. */
    String howToResume() {
        return RunEvents.howToResume(done.size(), waves.size());
    }

    int waveCount() {
        return waves.size();
    }

    /** The records of all chunks, once all waves are finished. */
    ChunkRecords records() throws IOException {
        List<Chunk> chunks = waves.stream().flatMap(Wave::chunks).toList();
        return ChunkRecords.read(
                ledger.done(waves).stream().map(WaveDirectory::records).toList(), chunks, session.hadoop());
    }

    /** The directories with the spilled groups of all waves. */
    List<Path> groups() {
        return ledger.done(waves).stream().map(WaveDirectory::groups).toList();
    }

    /** The directories with the spilled events of all waves. */
    List<Path> orders() {
        return ledger.done(waves).stream().map(WaveDirectory::orders).toList();
    }

    /** The directories with the spilled events behind lifecycles of all waves. */
    List<Path> lifecycles() {
        return ledger.done(waves).stream().map(WaveDirectory::lifecycles).toList();
    }

    List<SkippedFile> skipped() {
        return state.skipped();
    }

    /** The cells that skipped files have events for, as far as these can be read. */
    UnreadCells unreadCells() {
        return skippedFiles().unreadCells(session.spark());
    }
}
