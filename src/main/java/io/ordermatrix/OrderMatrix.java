package io.ordermatrix;

import io.ordermatrix.cli.OrderMatrixCommand;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** The entry point: passes its arguments to a command and exits with the command's status. */
public final class OrderMatrix {
    private OrderMatrix() {}

    /** See {@link OrderMatrixCommand#execute} for the exit status. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
        PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
        int status = OrderMatrixCommand.execute(out, err, arguments);
        // Exiting on success would end a cluster's application master before it reports success.
        if (status != 0) {
            System.exit(status);
        }
    }
}
