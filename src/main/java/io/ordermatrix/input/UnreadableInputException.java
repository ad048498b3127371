package io.ordermatrix.input;

import java.io.IOException;

/** A file of the input, which could be opened when the run began, can't be read to its end. */
public final class UnreadableInputException extends IOException {
    private static final long serialVersionUID = 1;

    private final String location;

    public UnreadableInputException(InputFile file, IOException failure) {
        super("%s: can't be read: %s".formatted(file.displayName(), problem(failure)), failure);
        location = file.location();
    }

    private static String problem(IOException failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /** The {@link InputFile#location} of the file. */
    public String location() {
        return location;
    }
}
