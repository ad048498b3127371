package io.ordermatrix.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A {@link WholeFile} on this machine, without Hadoop: readers see the old file or the new one, never part of one. */
public final class WholeLocalFile {
    private WholeLocalFile() {}

    /** Writes the content of a file, and may return something about it. */
    public interface Content<T> {
        T writeTo(OutputStream out) throws IOException;
    }

    /** Writes a file, replacing an existing one. */
    public static <T> T write(Path file, Content<T> content) throws IOException {
        Path whole = file.toAbsolutePath();
        Path partial = whole.resolveSibling("." + whole.getFileName() + ".partial");
        try {
            T written;
            try (OutputStream out = Files.newOutputStream(partial)) {
                written = content.writeTo(out);
            }
            Files.move(partial, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return written;
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
