package io.ordermatrix.cli;

import io.ordermatrix.config.ConfigText;
import io.ordermatrix.config.LoadedConfig;
import io.ordermatrix.hardware.HardwareProbe;
import io.ordermatrix.hardware.HardwareProfile;
import io.ordermatrix.hardware.ResourcePlan;
import io.ordermatrix.hardware.ResourcePlanner;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.input.InputFiles;
import io.ordermatrix.output.FinishedRun;
import io.ordermatrix.question.Question;
import io.ordermatrix.run.RunRequest;
import io.ordermatrix.run.SparkContexts;
import io.ordermatrix.scan.FileColumn;
import io.ordermatrix.units.DataSize;
import io.ordermatrix.update.Changes;
import io.ordermatrix.update.EarlierResults;
import io.ordermatrix.update.RunInput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * A job as it would run on this machine.
 *
 * @param input its files, whose headers have been read
 * @param question to the results of another run, which are then read instead of files
 * @param configJson the resolved configuration
 * @param orderColumns the optional columns of the events that are results
 */
record PreparedJob(
        LoadedConfig config,
        String configJson,
        HardwareProfile machine,
        RunInput input,
        Optional<Question> question,
        List<FileColumn> orderColumns,
        ResourcePlan plan) {
    PreparedJob {
        orderColumns = List.copyOf(orderColumns);
    }

    /**
     * Examines the machine and the input, and the results that are to be brought up to date.
     *
     * @throws io.ordermatrix.input.InputException if the input can't be read
     * @throws io.ordermatrix.output.OutputException if the results can't be brought up to date
     */
    static PreparedJob of(LoadedConfig config, JobOptions options) throws IOException {
        // Examining it starts other programs; meanwhile this thread examines the input.
        CompletableFuture<HardwareProfile> machine = CompletableFuture.supplyAsync(HardwareProbe::detect);
        SparkConf settings = new SparkConf();
        Configuration hadoop = hadoop(settings);
        Optional<Question> question = AskedResults.question(config.job(), options, hadoop);
        List<InputFile> files = config.job().input().isEmpty() || question.isPresent()
                ? List.of()
                : InputFiles.find(config.job().input(), config.job().lines(), hadoop);
        List<FileColumn> orderColumns = options.orderColumns(
                question.isPresent() ? question.get().orderColumns() : OrderColumnNames.offered(files));
        String configJson = ConfigText.render(config.job(), "run.json");
        RunInput input = input(
                config,
                options,
                files,
                RunRequest.settings(configJson, options.keepOrders(), orderColumns, options.lifecycles()),
                hadoop);
        ResourcePlan plan = ResourcePlanner.plan(
                machine.join(),
                config,
                toRead(input, question),
                ClusterSettings.given(settings),
                ClusterSettings.reported(settings, config));
        return new PreparedJob(config, configJson, machine.join(), input, question, orderColumns, plan);
    }

    /** Hadoop's configuration, with what is given to Spark. */
    static Configuration hadoop(SparkConf settings) {
        return SparkHadoopUtil.get().newConfiguration(SparkContexts.withReading(settings));
    }

    private static RunInput input(
            LoadedConfig config,
            JobOptions options,
            List<InputFile> files,
            SortedMap<String, String> settings,
            Configuration hadoop)
            throws IOException {
        Optional<String> output = config.job().output();
        if (!options.update() || output.isEmpty() || !FinishedRun.isIn(output.get(), hadoop)) {
            return RunInput.of(files);
        }
        EarlierResults earlier = EarlierResults.open(output.get(), settings, hadoop);
        return new RunInput(files, Optional.of(earlier), Changes.between(earlier.inputs(), files, hadoop));
    }

    /** The size of what has to be read. */
    DataSize toRead() {
        return toRead(input, question);
    }

    private static DataSize toRead(RunInput input, Optional<Question> question) {
        return DataSize.ofBytes(
                question.isPresent()
                        ? question.get().bytes()
                        : input.toScan().stream().mapToLong(InputFile::length).sum());
    }
}
