package io.ordermatrix.run;

/** A run was stopped on request; it can be resumed. */
public final class RunInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param message what is done and how to resume, for people
     */
    public RunInterruptedException(String message) {
        super(message);
    }
}
