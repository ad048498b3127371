package io.ordermatrix.cli;

import io.ordermatrix.config.LoadedConfig;
import io.ordermatrix.hardware.HardwareProbe;
import io.ordermatrix.hardware.ResourcePlan;
import io.ordermatrix.hardware.ResourcePlanner;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.spark.launcher.JavaModuleOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what the scripts in submit need to know before the JVM of a run starts: a name and a value per line. */
@Command(name = "launch", hidden = true)
final class LaunchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions options;

    @Override
    public Integer call() {
        LoadedConfig config = options.load();
        ResourcePlan plan = ResourcePlanner.plan(HardwareProbe.detect(), config);
        PrintWriter out = spec.commandLine().getOut();
        plan.master().ifPresent(master -> out.println("master=" + master));
        out.println("driver_memory=" + plan.driverMemory().mebibytes() + "m");
        out.println("java_options=" + JavaModuleOptions.defaultModuleOptions());
        out.flush();
        return ExitStatus.DONE;
    }
}
