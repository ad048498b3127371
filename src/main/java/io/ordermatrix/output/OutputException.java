package io.ordermatrix.output;

/** The output directory can't receive results, or has none to read; thrown before any work is done. */
public final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param problem one line that names the directory, what was found and what to do
     */
    public OutputException(String problem) {
        super(problem);
    }
}
