package io.ordermatrix.run;

import io.ordermatrix.config.OnError;
import io.ordermatrix.cube.OrderCube;
import io.ordermatrix.cube.Rollups;
import io.ordermatrix.cube.WrittenCube;
import io.ordermatrix.group.SpillDirectory;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.lifecycle.FlowRollups;
import io.ordermatrix.matrix.UnreadCells;
import io.ordermatrix.order.RowAccounting;
import io.ordermatrix.order.Selection;
import io.ordermatrix.orders.StoredOrders;
import io.ordermatrix.output.InputRecord;
import io.ordermatrix.output.ResultFiles;
import io.ordermatrix.output.ResultWriter;
import io.ordermatrix.output.StagedOutput;
import io.ordermatrix.scan.ChunkRecords;
import io.ordermatrix.table.DatedTable;
import io.ordermatrix.table.StoredFile;
import io.ordermatrix.update.Changes;
import io.ordermatrix.update.EarlierResults;
import io.ordermatrix.update.Revision;
import io.ordermatrix.wave.Fingerprint;
import io.ordermatrix.wave.SkippedFile;
import io.ordermatrix.wave.WaveLedger;
import io.ordermatrix.wave.WaveRecord;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/**
 * The scans of a run: of the files whose content is new, and then, where earlier results are brought up to date, of all
 * files with rows of dates that have to be computed again.
 */
final class RunScans implements RunEvents {
    private final RunSession session;
    private final RunRequest request;
    private final Changes changes;
    private final WaveLedger ledger;
    private final WaveScan scan;
    private final WaveLedger ledgerAgain;
    private WaveScan scanAgain;
    private ChunkRecords records;
    private Revision revision;

    private RunScans(RunSession session, WaveLedger ledger, WaveLedger ledgerAgain, WaveScan scan) {
        this.session = session;
        this.ledger = ledger;
        this.ledgerAgain = ledgerAgain;
        this.scan = scan;
        request = session.request();
        changes = request.input().changes();
    }

    /** Resumes the scans of an interrupted run with the same fingerprint, or begins new ones. */
    static RunScans resume(RunSession session, StagedOutput output) throws IOException {
        RunRequest request = session.request();
        WaveLedger ledger = new WaveLedger(output.work(), session.hadoop(), session.control()::say);
        WaveLedger again = new WaveLedger(output.workAgain(), session.hadoop(), session.control()::say);
        ScanTarget target = new ScanTarget(
                request.input().changes().added(),
                request.config().selection(),
                request.scanFingerprint(),
                request.config().onError());
        return new RunScans(session, ledger, again, WaveScan.resume(session, target, ledger, 0));
    }

    @Override
    public void toEnd() throws IOException {
        scan.toEnd();
        if (changes.kept().isEmpty()
                && scan.waveCount() == 0
                && !changes.added().isEmpty()) {
            throw new RunFailedException("No file of the input can be read: " + scan.errors());
        }
        records = changes.added().isEmpty() ? ChunkRecords.none(session.hadoop()) : scan.records();
        revision = Revision.of(changes, scanned(), Revision.Need.of(request.keepOrders(), request.lifecycles()));
        List<InputFile> files = revision.filesAgain(request.input().files());
        if (!files.isEmpty()) {
            Fingerprint fingerprint =
                    request.scanFingerprint().with("dates", revision.again().toString());
            // An unreadable file has dates that are already in the results, so leaving it out here would be half of the
            // job.
            ScanTarget target = new ScanTarget(
                    files, onDates(request.config().selection(), revision.again()), fingerprint, OnError.FAIL);
            scanAgain = WaveScan.resume(session, target, ledgerAgain, scan.waveCount());
            scanAgain.toEnd();
        }
    }

    private static Selection onDates(Selection selection, SortedSet<LocalDate> dates) {
        return new Selection(
                selection.from(),
                selection.to(),
                List.copyOf(dates),
                selection.securities(),
                selection.participants(),
                selection.orderTypes(),
                selection.hours(),
                selection.zone());
    }

    private List<InputRecord> scanned() {
        int update = request.input().updates();
        List<InputRecord> scanned = new ArrayList<>();
        Map<List<Integer>, List<LocalDate>> dates = new HashMap<>();
        records.forEachFile(rows -> {
            InputFile file = changes.added().get(rows.file());
            scanned.add(new InputRecord(
                    file.location(),
                    file.length(),
                    file.modified(),
                    rows.checksum(),
                    rows.accounting(),
                    dates.computeIfAbsent(
                            rows.dates(),
                            days -> days.stream()
                                    .map(day -> LocalDate.ofEpochDay(day))
                                    .toList()),
                    InputRecord.Section.NONE,
                    update));
        });
        return scanned;
    }

    @Override
    public void check() throws IOException {
        RowAccounting rows = accounting();
        Checks.balance(rows);
        Checks.rejectShare(rows, records, changes.added(), request.config());
    }

    @Override
    public List<InputRecord> writeInputs(ResultWriter results) throws IOException {
        List<ResultWriter.EarlierRejects> earlier = new ArrayList<>();
        request.input()
                .earlier()
                .ifPresent(from -> changes.kept().stream()
                        .filter(kept -> kept.record().rejects().bytes() > 0)
                        .forEach(kept -> earlier.add(new ResultWriter.EarlierRejects(
                                from.written().directory(),
                                kept.record(),
                                kept.record().of(kept.file())))));
        Map<String, InputRecord.Section> rejects = results.rejects(records, changes.added(), earlier);
        List<InputRecord> inputs = revision.inputs().stream()
                .map(input -> input.withRejects(rejects.getOrDefault(input.location(), InputRecord.Section.NONE)))
                .toList();
        results.inputs(inputs);
        DuplicateInputs.describe(inputs).forEach(session.control()::say);
        return inputs;
    }

    @Override
    public Reports writeTables(Path results) throws IOException {
        SpilledTables tables = new SpilledTables(session, ledger, results);
        WrittenCube cube = tables.cube(groups());
        List<StoredFile> untouched = takeOver(ResultFiles.CUBE, results);
        Rollups rollups = cube.rollups();
        rollups.add(OrderCube.rollups(session.spark(), untouched));
        if (request.keepOrders()) {
            tables.orders(orders(), cube.cuts());
            takeOver(ResultFiles.ORDERS, results);
        }
        return new Reports(
                rollups, request.lifecycles() ? Optional.of(writeLifecycles(tables, cube)) : Optional.empty());
    }

    private FlowRollups writeLifecycles(SpilledTables tables, WrittenCube cube) throws IOException {
        FlowRollups flow = tables.lifecycles(spilled(WaveScan::lifecycles), cube.cuts());
        takeOver(ResultFiles.LIFECYCLES, tables.results());
        flow.add(FlowRollups.of(session.spark(), takeOver(ResultFiles.FLOW, tables.results())));
        return flow;
    }

    private List<StoredFile> takeOver(String table, Path results) throws IOException {
        List<StoredFile> untouched = stored(table, revision.untouched());
        DatedTable.takeOver(session.spark(), untouched, new Path(results, table));
        return untouched;
    }

    @Override
    public RowAccounting accounting() {
        return revision.inputs().stream().map(InputRecord::rows).reduce(RowAccounting.NONE, RowAccounting::plus);
    }

    /** The spilled groups of all dates that are not taken over. */
    private List<SpillDirectory> groups() throws IOException {
        List<SpillDirectory> spilled = new ArrayList<>();
        List<StoredFile> earlier = stored(ResultFiles.CUBE, revision.extended());
        if (!earlier.isEmpty()) {
            Path directory = ledger.scratch("stored-groups", 0);
            OrderCube.spill(session.spark(), earlier, directory);
            spilled.addAll(SpillDirectory.whole(List.of(directory)));
        }
        spilled.addAll(spilled(WaveScan::groups));
        return spilled;
    }

    /** The spilled events of all dates that are not taken over. */
    private List<SpillDirectory> orders() throws IOException {
        List<SpillDirectory> spilled = new ArrayList<>();
        List<StoredFile> earlier = stored(ResultFiles.ORDERS, revision.extended());
        if (!earlier.isEmpty()) {
            Path directory = ledger.scratch("stored-orders", 0);
            StoredOrders.spill(session.spark(), request.orderColumns(), earlier, directory);
            spilled.addAll(SpillDirectory.whole(List.of(directory)));
        }
        spilled.addAll(spilled(WaveScan::orders));
        return spilled;
    }

    private List<SpillDirectory> spilled(Function<WaveScan, List<Path>> of) {
        Set<Long> again = revision.again().stream().map(LocalDate::toEpochDay).collect(Collectors.toSet());
        List<SpillDirectory> spilled = new ArrayList<>();
        of.apply(scan).forEach(directory -> spilled.add(new SpillDirectory(directory, again)));
        if (scanAgain != null) {
            spilled.addAll(SpillDirectory.whole(of.apply(scanAgain)));
        }
        return spilled;
    }

    /** The files of a table of the earlier results with these dates. */
    private List<StoredFile> stored(String table, SortedSet<LocalDate> dates) {
        Optional<EarlierResults> earlier = request.input().earlier();
        if (earlier.isEmpty() || dates.isEmpty()) {
            return List.of();
        }
        return earlier.get().written().table(table).stream()
                .filter(file -> dates.contains(LocalDate.ofEpochDay(file.day())))
                .toList();
    }

    @Override
    public UpdateRecord update() {
        return UpdateRecord.of(request.input(), revision, done());
    }

    @Override
    public List<WaveRecord> done() {
        List<WaveRecord> done = new ArrayList<>(scan.done());
        if (scanAgain != null) {
            done.addAll(scanAgain.done());
        }
        return done;
    }

    @Override
    public String howToResume() {
        return RunEvents.howToResume(done().size(), scan.waveCount() + (scanAgain == null ? 0 : scanAgain.waveCount()));
    }

    @Override
    public boolean canResume() {
        return !done().isEmpty();
    }

    @Override
    public List<SkippedFile> skipped() {
        return scan.skipped();
    }

    @Override
    public UnreadCells unreadCells() {
        return scan.unreadCells();
    }
}
