package io.ordermatrix.run;

/** A run that was told to stop, and has left what the next one needs to go on. */
public final class RunInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param message what is done and how to go on, for people
     */
    public RunInterruptedException(String message) {
        super(message);
    }
}
