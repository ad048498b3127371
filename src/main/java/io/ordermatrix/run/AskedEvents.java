package io.ordermatrix.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordermatrix.cube.OrderCube;
import io.ordermatrix.cube.Rollups;
import io.ordermatrix.cube.SelectedCube;
import io.ordermatrix.cube.WrittenCube;
import io.ordermatrix.file.Directories;
import io.ordermatrix.group.SpillDirectory;
import io.ordermatrix.matrix.CellStatus;
import io.ordermatrix.matrix.UnreadCells;
import io.ordermatrix.order.Cell;
import io.ordermatrix.order.RowAccounting;
import io.ordermatrix.order.Selection;
import io.ordermatrix.orders.OrderSink;
import io.ordermatrix.orders.SelectedOrders;
import io.ordermatrix.output.InputRecord;
import io.ordermatrix.output.ResultFiles;
import io.ordermatrix.output.ResultTables;
import io.ordermatrix.output.ResultWriter;
import io.ordermatrix.output.StagedOutput;
import io.ordermatrix.question.Question;
import io.ordermatrix.scan.BatchSink;
import io.ordermatrix.scan.WantedColumns;
import io.ordermatrix.wave.SkippedFile;
import io.ordermatrix.wave.TaskFailures;
import io.ordermatrix.wave.WaveLedger;
import io.ordermatrix.wave.WaveRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/** The events that results of another run have, read in one wave from their cube or from their events. */
final class AskedEvents implements RunEvents {
    private static final int WAVE = 1;

    private final RunSession session;
    private final Question question;
    private final WaveLedger ledger;
    private final Path groups;
    private final Path orders;
    private final List<SkippedFile> skipped;
    private final List<WaveRecord> done = new ArrayList<>();
    private RowAccounting accounting = RowAccounting.NONE;

    AskedEvents(RunSession session, StagedOutput output, Question question) throws IOException {
        this.session = session;
        this.question = question;
        Path work = output.work();
        Directories.makeEmpty(work.getFileSystem(session.hadoop()), work);
        ledger = new WaveLedger(work, session.hadoop(), session.control()::say);
        groups = ledger.scratch("asked-groups", 0);
        orders = ledger.scratch("asked-orders", 0);
        skipped = skipped(question.results().run().record());
    }

    private static List<SkippedFile> skipped(JsonNode record) {
        List<SkippedFile> skipped = new ArrayList<>();
        for (JsonNode failure : record.path("failures")) {
            if (failure.has("file")) {
                String file = failure.path("file").asText();
                skipped.add(new SkippedFile(
                        file,
                        file,
                        failure.path("wave").asInt(),
                        failure.path("attempts").asInt(),
                        failure.path("error").asText()));
            }
        }
        return skipped;
    }

    @Override
    public void toEnd() throws IOException {
        session.control().scanBegins(question.bytes(), 1, List.of());
        if (question.table() == Question.Table.ORDERS) {
            read(this::readOrders);
        }
    }

    /** Reads events and says what became of them. */
    @FunctionalInterface
    private interface Reading {
        RowAccounting read() throws IOException;
    }

    private void read(Reading reading) throws IOException {
        session.control().stopIfInterrupted(howToResume());
        Instant started = Instant.now();
        int workers = session.control()
                .waveBegins(WAVE, question.bytes(), session.context().isLocal());
        session.context().setLocalProperty(TaskFailures.WAVE_PROPERTY, Integer.toString(WAVE));
        accounting = reading.read();
        session.context().setLocalProperty(TaskFailures.WAVE_PROPERTY, null);
        List<TaskFailures.Failure> failed = session.failures().of(WAVE);
        done.add(new WaveRecord(
                WAVE,
                started.toString(),
                Duration.between(started, Instant.now()).toMillis() / 1000.0,
                question.bytes(),
                accounting.lines(),
                workers,
                1 + TaskFailures.mostAttempts(failed),
                failed));
        session.control().waveEnds(accounting.lines());
        if (accounting.lines() != question.results().events()) {
            throw new RunFailedException("%s: %s says that %d events were kept, but %s has %d"
                    .formatted(
                            question.results().name(),
                            ResultFiles.RUN,
                            question.results().events(),
                            question.table().label(),
                            accounting.lines()));
        }
        refuseChanged();
    }

    /** A run that replaces the results leaves files with the same names. */
    private void refuseChanged() throws IOException {
        if (question.results().haveChanged(session.hadoop())) {
            throw new RunFailedException(
                    "%s: the results were replaced while they were read; run the same command again"
                            .formatted(question.results().name()));
        }
    }

    private RowAccounting readOrders() throws IOException {
        RunRequest request = session.request();
        List<BatchSink.Factory> sinks = new ArrayList<>(List.of(OrderCube.spillingInto(groups)));
        WantedColumns wanted = WantedColumns.of(OrderCube.GROUPING.slots());
        Directories.makeEmpty(groups.getFileSystem(session.hadoop()), groups);
        if (request.keepOrders()) {
            Directories.makeEmpty(orders.getFileSystem(session.hadoop()), orders);
            sinks.add(OrderSink.into(orders.toString(), request.orderLayout()));
            wanted = wanted.with(request.orderLayout().wanted());
        }
        return SelectedOrders.read(session.spark(), question.files(), question.selection(), wanted, sinks);
    }

    @Override
    public void check() {
        // All of their rows were checked by the run that kept them.
    }

    @Override
    public List<InputRecord> writeInputs(ResultWriter results) throws IOException {
        results.inputs(List.of());
        return List.of();
    }

    @Override
    public Reports writeTables(Path results) throws IOException {
        if (question.table() == Question.Table.CUBE) {
            List<Rollups> rollups = new ArrayList<>();
            read(() -> {
                SelectedCube selected = SelectedCube.write(
                        session.spark(), question.files(), question.selection(), new Path(results, ResultFiles.CUBE));
                rollups.add(selected.cube().rollups());
                return selected.rows();
            });
            return new Reports(rollups.get(0), Optional.empty());
        }
        SpilledTables tables = new SpilledTables(session, ledger, results);
        WrittenCube cube = tables.cube(SpillDirectory.whole(List.of(groups)));
        if (session.request().keepOrders()) {
            tables.orders(SpillDirectory.whole(List.of(orders)), cube.cuts());
        }
        return new Reports(cube.rollups(), Optional.empty());
    }

    @Override
    public RowAccounting accounting() {
        return accounting;
    }

    @Override
    public UpdateRecord update() {
        return UpdateRecord.NONE;
    }

    @Override
    public List<WaveRecord> done() {
        return List.copyOf(done);
    }

    @Override
    public String howToResume() {
        return "rerun the same command";
    }

    @Override
    public boolean canResume() {
        return false;
    }

    @Override
    public List<SkippedFile> skipped() {
        return skipped;
    }

    /** The cells that lack events there may lack them here. */
    @Override
    public UnreadCells unreadCells() throws IOException {
        if (skipped.isEmpty()) {
            return UnreadCells.NONE;
        }
        Selection selection = question.selection();
        SortedMap<Cell, String> errors = new TreeMap<>();
        new ResultTables(question.results().run().results(), session.hadoop()).scan(ResultFiles.MATRIX, row -> {
            Cell cell = new Cell(
                    Integer.parseInt(row.getString("security_code")), LocalDate.parse(row.getString("trade_date")));
            boolean isAsked = selection.containsDate(cell.date())
                    && (selection.securities().isEmpty()
                            || selection.securities().contains(cell.security()));
            if (isAsked && row.getString("status").equals(CellStatus.FAILED.name())) {
                errors.put(cell, row.getString("error"));
            }
            return true;
        });
        String files = skipped.stream().map(SkippedFile::file).collect(Collectors.joining(", "));
        return new UnreadCells(errors, Optional.of(SkippedFiles.ELSEWHERE + files));
    }
}
