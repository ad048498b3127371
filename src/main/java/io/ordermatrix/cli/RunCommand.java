package io.ordermatrix.cli;

import io.ordermatrix.config.ConfigKeys;
import io.ordermatrix.config.LoadedConfig;
import io.ordermatrix.memory.JvmMemoryGauge;
import io.ordermatrix.memory.MemoryGauge;
import io.ordermatrix.output.StagedOutput;
import io.ordermatrix.progress.MergedTable;
import io.ordermatrix.progress.ProgressCounter;
import io.ordermatrix.progress.ProgressReporter;
import io.ordermatrix.run.Interruption;
import io.ordermatrix.run.MatrixRun;
import io.ordermatrix.run.RunControl;
import io.ordermatrix.run.RunFailedException;
import io.ordermatrix.run.RunRequest;
import io.ordermatrix.run.SparkContexts;
import io.ordermatrix.units.DataSize;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description = "Scans order events once and writes the cube, the reports and the job matrix.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer>, VerboseCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions job;

    @Override
    public boolean isVerbose() {
        return job.verbose();
    }

    @Override
    public Integer call() throws IOException {
        LoadedConfig config = job.load(ConfigKeys.INPUT, ConfigKeys.OUTPUT);
        String output = config.job().output().orElseThrow();
        if (job.update()) {
            StagedOutput.restore(output, PreparedJob.hadoop(new SparkConf()));
        }
        PreparedJob prepared = PreparedJob.of(config, job);
        job.save(config.job());
        RunRequest request = new RunRequest(
                config.job(),
                prepared.configJson(),
                prepared.input(),
                prepared.machine(),
                prepared.plan(),
                job.keepOrders(),
                prepared.orderColumns(),
                job.lifecycles(),
                prepared.question(),
                job.overwrite());
        MatrixRun.Outcome outcome = run(request, prepared.toRead());
        if (!job.quiet()) {
            print(outcome, request);
        }
        return outcome.hasFailures() ? ExitStatus.FAILED_CELLS : ExitStatus.DONE;
    }

    private Set<MergedTable> mergedTables() {
        Set<MergedTable> tables = EnumSet.of(MergedTable.CUBE);
        if (job.keepOrders()) {
            tables.add(MergedTable.ORDERS);
        }
        if (job.lifecycles()) {
            tables.add(MergedTable.LIFECYCLES);
        }
        return tables;
    }

    private void print(MatrixRun.Outcome outcome, RunRequest request) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        String output = request.config().output().orElseThrow();
        if (outcome.record().isPresent()) {
            RunSummary.print(
                    outcome.record().get(), StagedOutput.location(output, PreparedJob.hadoop(new SparkConf())), out);
            return;
        }
        String lacking = outcome.hasFailures() ? ", without what is in files that could not be read" : "";
        String hint = outcome.hasFailures() && request.question().isEmpty() ? "; --update reads these again" : "";
        out.println("Nothing to do: %s already has the results of this run%s%s".formatted(output, lacking, hint));
    }

    private void say(String notice) {
        if (!job.quiet()) {
            spec.commandLine().getErr().println(notice);
        }
    }

    private MatrixRun.Outcome run(RunRequest request, DataSize read) throws IOException {
        Interruption interruption = new Interruption();
        // A caller that has started Spark handles signals itself.
        if (!SparkContexts.areShared()) {
            StopSignals.interrupt(interruption);
        }
        ProgressCounter progress = new ProgressCounter(InstantSource.system());
        progress.cells(0, request.expected().expectedCells());
        MemoryGauge gauge = new JvmMemoryGauge();
        ProgressReporter reporter = ProgressReporter.start(
                job.progress(),
                mergedTables(),
                progress,
                gauge,
                spec.commandLine().getErr());
        RunControl control =
                new RunControl(interruption, progress, gauge, request.plan().workers(), this::say);
        try {
            return SparkContexts.during(request.plan(), read, spark -> new MatrixRun(request, spark, control).run());
        } catch (Exception | OutOfMemoryError failure) {
            Optional<String> shortage = new Shortage(request).describe(failure);
            if (shortage.isPresent()) {
                throw new RunFailedException(shortage.get(), failure);
            }
            throw failure;
        } finally {
            reporter.close();
        }
    }
}
