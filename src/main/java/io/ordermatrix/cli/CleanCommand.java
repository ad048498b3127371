package io.ordermatrix.cli;

import io.ordermatrix.output.StagedOutput;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Removes what the next run would remove. */
@Command(
        name = "clean",
        description = "Removes older versions of results, which an object store keeps until the next run.",
        mixinStandardHelpOptions = true)
final class CleanCommand implements Callable<Integer>, VerboseCommand {
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
        int removed = StagedOutput.removeOlder(results.directory(), PreparedJob.hadoop(new SparkConf()));
        PrintWriter out = spec.commandLine().getOut();
        out.println("%s: %d older %s removed"
                .formatted(results.directory(), removed, removed == 1 ? "version" : "versions"));
        out.flush();
        return ExitStatus.DONE;
    }
}
