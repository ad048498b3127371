package io.ordermatrix.cli;

import io.ordermatrix.config.ConfigKeys;
import io.ordermatrix.config.ConfigText;
import io.ordermatrix.config.LoadedConfig;
import io.ordermatrix.run.MatrixRun;
import io.ordermatrix.run.RunRecord;
import io.ordermatrix.run.RunRequest;
import io.ordermatrix.run.SparkSessions;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description = "Scans order events once and writes cube, rollups and matrix.",
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
        PreparedJob prepared = PreparedJob.of(config);
        job.save(config.job());
        RunRequest request = new RunRequest(
                config.job(),
                ConfigText.render(config.job(), "run.json"),
                prepared.files(),
                prepared.machine(),
                prepared.plan(),
                job.keepOrders(),
                job.overwrite());
        RunRecord record = run(request);
        if (!job.quiet()) {
            RunSummary.print(
                    record,
                    config.job().output().orElseThrow(),
                    spec.commandLine().getOut());
        }
        return record.matrix().failed() > 0 ? ExitStatus.FAILED_CELLS : ExitStatus.DONE;
    }

    private static RunRecord run(RunRequest request) throws IOException {
        boolean alreadyStarted = SparkSession.getDefaultSession().isDefined();
        SparkSession spark = SparkSessions.start(request.plan());
        try {
            return new MatrixRun(request, spark).run();
        } finally {
            if (!alreadyStarted) {
                spark.stop();
            }
        }
    }
}
