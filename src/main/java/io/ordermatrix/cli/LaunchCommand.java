package io.ordermatrix.cli;

import io.ordermatrix.config.LoadedConfig;
import io.ordermatrix.hardware.HardwareProbe;
import io.ordermatrix.hardware.ResourcePlan;
import io.ordermatrix.hardware.ResourcePlanner;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.launcher.JavaModuleOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what the scripts in submit need to know before the JVM of a run starts: a name and a value per line. */
@Command(name = "launch", hidden = true)
final class LaunchCommand implements Callable<Integer> {
    private static final Pattern OPENS_PACKAGE = Pattern.compile("--add-opens=java\\.base/([^=]+)=.*");

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
        out.println("java_options=" + javaOptions());
        out.flush();
        return ExitStatus.DONE;
    }

    /** The options that Spark needs, without those that this Java only warns about. */
    private static String javaOptions() {
        return Arrays.stream(JavaModuleOptions.defaultModuleOptionArray())
                .filter(LaunchCommand::isOfThisJava)
                .collect(Collectors.joining(" "));
    }

    /** False for an option that opens a package which this Java does not have any more. */
    private static boolean isOfThisJava(String option) {
        Matcher opens = OPENS_PACKAGE.matcher(option);
        return !opens.matches() || Object.class.getModule().getPackages().contains(opens.group(1));
    }
}
