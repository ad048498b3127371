package io.ordermatrix.input;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** A file that a run reads, which was there when the run began, can't be read to its end. */
public final class UnreadableInputException extends IOException {
    private static final long serialVersionUID = 1;

    private final String location;

    public UnreadableInputException(InputFile file, IOException failure) {
        this(new Path(file.location()), failure);
    }

    public UnreadableInputException(Path file, Exception failure) {
        super("%s: can't be read: %s".formatted(InputFile.displayName(file), problem(failure)), failure);
        location = file.toString();
    }

    private static String problem(Exception failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /** The {@link InputFile#location} of the file. */
    public String location() {
        return location;
    }
}
