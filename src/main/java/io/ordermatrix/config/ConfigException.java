package io.ordermatrix.config;

import java.util.List;

/** An invalid configuration, with all of its problems. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // made by List.copyOf, and so serializable
    private final List<String> problems;

    ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each: where the value was given, the key, what was found and what was expected. */
    public List<String> problems() {
        return problems;
    }
}
