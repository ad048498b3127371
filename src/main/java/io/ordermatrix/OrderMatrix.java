package io.ordermatrix;

/** The program: hands its arguments to a command and exits with the command's status. */
public final class OrderMatrix {
    private OrderMatrix() {}

    public static void main(String[] arguments) {
        System.exit(0);
    }
}
