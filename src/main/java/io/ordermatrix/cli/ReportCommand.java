package io.ordermatrix.cli;

import io.ordermatrix.config.ConfigLoader;
import io.ordermatrix.hardware.HardwareProbe;
import io.ordermatrix.hardware.ResourcePlan;
import io.ordermatrix.hardware.ResourcePlanner;
import io.ordermatrix.output.FinishedRun;
import io.ordermatrix.report.ReportPage;
import io.ordermatrix.run.SparkContexts;
import io.ordermatrix.units.DataSize;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "report", description = "Rewrites report.html of a finished run.", mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer>, VerboseCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ResultsOptions results;

    @Override
    public boolean isVerbose() {
        return results.verbose();
    }

    @Override
    public Integer call() throws IOException {
        Configuration hadoop = PreparedJob.hadoop(new SparkConf());
        FinishedRun run = FinishedRun.open(results.directory(), hadoop);
        ResourcePlan plan = ResourcePlanner.plan(HardwareProbe.detect(), new ConfigLoader().load());
        String page = SparkContexts.during(
                plan, DataSize.ofBytes(0), spark -> ReportPage.of(spark, run.results(), run.record()));
        run.replaceReport(results.directory(), page, hadoop);
        PrintWriter out = spec.commandLine().getOut();
        out.println("Report in " + results.directory());
        out.flush();
        return ExitStatus.DONE;
    }
}
