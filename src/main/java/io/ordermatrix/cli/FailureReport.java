package io.ordermatrix.cli;

import io.ordermatrix.config.ConfigException;
import io.ordermatrix.input.InputException;
import io.ordermatrix.input.UnreadableInputException;
import io.ordermatrix.output.OutputException;
import io.ordermatrix.run.RunFailedException;
import io.ordermatrix.run.RunInterruptedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints errors to standard error, a line for each problem; stack traces only with --verbose. */
final class FailureReport implements IParameterExceptionHandler, IExecutionExceptionHandler {
    /** How picocli begins what it says of options that exclude each other. */
    private static final String PROBLEM_OF_GROUP = "Error: ";

    private static final String LIST_EXAMPLE = "--security 110621,118540";

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("error: " + usageProblem(failure, arguments));
        UnmatchedArgumentException.printSuggestions(failure, err);
        if (failure instanceof UnmatchedArgumentException unmatched && isRestOfList(unmatched, arguments)) {
            err.println("Write a list without spaces, or quote it: " + LIST_EXAMPLE);
        }
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitStatus.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        problems(failure).forEach(problem -> err.println("error: " + problem));
        if (command.getCommand() instanceof VerboseCommand verbose && verbose.isVerbose()) {
            failure.printStackTrace(err);
        }
        err.flush();
        return status(failure);
    }

    /** What is wrong with a command line. Of options that exclude each other, picocli takes a repeated one for two. */
    private static String usageProblem(ParameterException failure, String[] arguments) {
        String problem = firstLine(failure.getMessage());
        if (!problem.startsWith(PROBLEM_OF_GROUP)) {
            return problem;
        }
        Set<String> seen = new HashSet<>();
        return Arrays.stream(arguments)
                .filter(argument -> problem.contains(argument) && !seen.add(argument))
                .findFirst()
                .map("option '%s' should be specified only once"::formatted)
                .orElse(problem.substring(PROBLEM_OF_GROUP.length()));
    }

    /** Whether a list was given with spaces after its commas. */
    private static boolean isRestOfList(UnmatchedArgumentException failure, String[] arguments) {
        int at = Arrays.asList(arguments).indexOf(failure.getUnmatched().get(0));
        return at > 0 && arguments[at - 1].endsWith(",");
    }

    private static int status(Exception failure) {
        if (failure instanceof RunInterruptedException) {
            return ExitStatus.INTERRUPTED;
        }
        boolean usage = failure instanceof ConfigException
                || failure instanceof InputException
                || failure instanceof OutputException;
        return usage ? ExitStatus.USAGE : ExitStatus.FAILED;
    }

    private static List<String> problems(Exception failure) {
        if (failure instanceof ConfigException configuration) {
            return configuration.problems();
        }
        if (failure instanceof InputException input) {
            return input.problems();
        }
        if (failure instanceof OutputException
                || failure instanceof RunFailedException
                || failure instanceof RunInterruptedException) {
            return List.of(failure.getMessage());
        }
        return List.of(rootCause(failure));
    }

    /** The message of the innermost cause: in a failure inside Spark, the outer ones only wrap it. */
    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        // The reader's exceptions name the file; their causes don't.
        while (cause.getCause() != null && !(cause instanceof UnreadableInputException)) {
            cause = cause.getCause();
        }
        if (cause instanceof ArithmeticException) {
            return "a sum does not fit into 64 bits, so the result would not be exact; select fewer rows";
        }
        String name = cause.getClass().getSimpleName();
        String message = cause.getMessage() == null ? "" : firstLine(cause.getMessage());
        return cause instanceof IOException && !message.isEmpty() ? message : name + ": " + message;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
