package io.ordermatrix.run;

/** A run that could not be finished; nothing was published. */
public final class RunFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param problem what went wrong, for people
     */
    public RunFailedException(String problem) {
        super(problem);
    }

    /**
     * @param problem what went wrong, for people
     * @param cause the underlying failure
     */
    public RunFailedException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
