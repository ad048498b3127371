package io.ordermatrix.cli;

import io.ordermatrix.config.LoadedConfig;
import io.ordermatrix.hardware.HardwareProbe;
import io.ordermatrix.hardware.HardwareProfile;
import io.ordermatrix.hardware.ResourcePlan;
import io.ordermatrix.hardware.ResourcePlanner;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.input.InputFiles;
import io.ordermatrix.units.DataSize;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * A job as it would run on this machine.
 *
 * @param files the input, whose headers have been read
 */
record PreparedJob(LoadedConfig config, HardwareProfile machine, List<InputFile> files, ResourcePlan plan) {
    PreparedJob {
        files = List.copyOf(files);
    }

    /** Examines the machine and the input. */
    static PreparedJob of(LoadedConfig config) {
        SparkConf settings = new SparkConf();
        List<InputFile> files = config.job().input().isEmpty()
                ? List.of()
                : InputFiles.find(
                        config.job().input(),
                        config.job().aliases(),
                        SparkHadoopUtil.get().newConfiguration(settings));
        HardwareProfile machine = HardwareProbe.detect();
        ResourcePlan plan = ResourcePlanner.plan(
                machine,
                config,
                DataSize.ofBytes(inputBytes(files)),
                ClusterSettings.given(settings),
                ClusterSettings.reported(settings, config));
        return new PreparedJob(config, machine, files, plan);
    }

    long inputBytes() {
        return inputBytes(files);
    }

    private static long inputBytes(List<InputFile> files) {
        return files.stream().mapToLong(InputFile::length).sum();
    }
}
