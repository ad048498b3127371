package io.ordermatrix.testkit;

import io.ordermatrix.cli.OrderMatrixCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * One call of the program, as a user would make it.
 *
 * @param status the exit status
 * @param out what it printed on standard output
 * @param err what it printed on standard error
 */
public record CommandLineRun(int status, String out, String err) {
    public static CommandLineRun of(Object... arguments) {
        TestSpark.session();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
        int status = OrderMatrixCommand.execute(new PrintWriter(out, true), new PrintWriter(err, true), texts);
        return new CommandLineRun(status, out.toString(), err.toString());
    }

    public List<String> errorLines() {
        return err.lines().toList();
    }
}
