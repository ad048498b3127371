package io.ordermatrix.file;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * A file that appears under its name only once it is complete: it is written under another name, and {@link #commit}
 * renames it. If it is closed before that, it leaves nothing behind, and an existing file of that name stays untouched.
 *
 * <p>A store whose objects appear when their stream is closed, and not at all if it is aborted, needs no other name.
 */
public final class WholeFile implements Closeable {
    /** What to do with an existing file of that name, on file systems that can't rename over one. */
    private enum Existing {
        REPLACE,
        KEEP
    }

    private final FileSystem fileSystem;
    private final Configuration hadoop;
    private final Path file;
    private final Path partial;
    private final Existing existing;
    /** Whether the file appears when its stream is closed. */
    private final boolean appearsWhole;

    private OutputStream out;
    private boolean committed;

    private WholeFile(FileSystem fileSystem, Configuration hadoop, Path file, Path partial, Existing existing)
            throws IOException {
        this.fileSystem = fileSystem;
        this.hadoop = hadoop;
        this.file = file;
        this.partial = partial;
        this.existing = existing;
        appearsWhole = fileSystem.hasPathCapability(file, CommonPathCapabilities.ABORTABLE_STREAM);
    }

    /** A file that replaces an existing one of the same name. */
    public static WholeFile replacing(Path file, Configuration hadoop) throws IOException {
        return replacing(file, new Path(file.getParent(), "_" + file.getName()), hadoop);
    }

    /**
     * A file that replaces an existing one of the same name.
     *
     * @param partial where it is written, on the same file system
     */
    public static WholeFile replacing(Path file, Path partial, Configuration hadoop) throws IOException {
        return new WholeFile(file.getFileSystem(hadoop), hadoop, file, partial, Existing.REPLACE);
    }

    /**
     * A file of one attempt at a task. All attempts write the same bytes, so it does not matter whose file is kept.
     *
     * @param attempt a number that no other attempt at the task has
     */
    public static WholeFile ofAttempt(Path file, long attempt, Configuration hadoop) throws IOException {
        Path partial = new Path(file.getParent(), "_" + file.getName() + "." + attempt);
        return new WholeFile(file.getFileSystem(hadoop), hadoop, file, partial, Existing.KEEP);
    }

    /** Writes a text file, replacing an existing one. */
    public static void write(Path file, String text, Configuration hadoop) throws IOException {
        try (WholeFile whole = replacing(file, hadoop)) {
            whole.out().write(text.getBytes(StandardCharsets.UTF_8));
            whole.commit();
        }
    }

    /** The content of a text file; empty if there is none. */
    public static Optional<String> read(FileSystem fileSystem, Path file) throws IOException {
        try (var in = fileSystem.open(file)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException none) {
            return Optional.empty();
        }
    }

    /** The stream to write to. The first call creates the file under its temporary name, if it needs one. */
    public OutputStream out() throws IOException {
        if (out == null) {
            out = NewFile.createOrReplace(fileSystem, appearsWhole ? file : partial);
        }
        return out;
    }

    /** Gives the file its name. */
    public void commit() throws IOException {
        out().close();
        if (!appearsWhole && !fileSystem.rename(partial, file)) {
            if (!fileSystem.exists(file)) {
                throw new IOException("Can't rename %s to %s".formatted(partial, file));
            }
            if (existing == Existing.REPLACE) {
                renameOver();
            } else {
                fileSystem.delete(partial, false);
            }
        }
        committed = true;
    }

    private void renameOver() throws IOException {
        try {
            FileContext.getFileContext(file.toUri(), hadoop).rename(partial, file, Options.Rename.OVERWRITE);
        } catch (UnsupportedFileSystemException notSupported) {
            fileSystem.delete(file, false);
            if (!fileSystem.rename(partial, file)) {
                throw new IOException("Can't rename %s to %s".formatted(partial, file), notSupported);
            }
        }
    }

    /** Deletes a file that was not committed. */
    @Override
    public void close() throws IOException {
        if (out == null || committed) {
            return;
        }
        if (appearsWhole) {
            FSDataOutputStream object = (FSDataOutputStream) out;
            object.abort();
            object.close();
        } else {
            try {
                out.close();
            } finally {
                fileSystem.delete(partial, false);
            }
        }
    }
}
