package io.ordermatrix.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program's command line. A notebook can call it too: a run uses an existing session.
 *
 * <pre>{@code
 * StringWriter out = new StringWriter();
 * StringWriter err = new StringWriter();
 * int status = OrderMatrixCommand.execute(
 *         new PrintWriter(out), new PrintWriter(err), "run", "--input", "orders/", "--output", "results");
 * }</pre>
 */
@Command(
        name = "ordermatrix",
        description = "Turns exchange order-event CSVs of any size into results for every security and date.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        subcommands = {
            RunCommand.class,
            PlanCommand.class,
            GenerateCommand.class,
            ReportCommand.class,
            CleanCommand.class,
            LaunchCommand.class
        })
public final class OrderMatrixCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /**
     * Runs one command.
     *
     * @param out for the command's output
     * @param err for progress and errors
     * @param arguments as the user gave them
     * @return the exit status: 0 done, 1 the run failed, 2 usage, configuration or input error, 3 done with failed
     *     cells, 130 interrupted
     */
    public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        FailureReport failures = new FailureReport();
        return new CommandLine(new OrderMatrixCommand())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Missing command; expected run, plan, generate, report or clean");
    }
}
