package io.ordermatrix.input;

import java.util.List;

/** The input is unsuitable for a run; thrown before any work is done. */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    /**
     * @param problems one line each, with the file, what was found and what was expected
     */
    public InputException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
