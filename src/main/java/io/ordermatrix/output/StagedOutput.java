package io.ordermatrix.output;

import io.ordermatrix.file.Directories;
import io.ordermatrix.file.WrittenFile;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An output directory, and the hidden directory next to it that holds results until they are complete. Locked for one
 * run at a time.
 *
 * <p>Publishing is a rename. Older results are swapped with the new ones in one step, see {@link AtomicExchange}. If
 * the file system can't do that, the older ones are first renamed to a hidden directory too. A run that is killed
 * between the two renames leaves them there, and the next run that opens the output puts them back.
 */
public final class StagedOutput implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(StagedOutput.class);

    private final OutputDirectory directory;
    private final FileSystem fileSystem;
    private final Path output;
    private final Path staging;
    private final Path previous;
    private final OutputLock lock;

    private StagedOutput(OutputDirectory directory, OutputLock lock) {
        this.directory = directory;
        this.lock = lock;
        fileSystem = directory.fileSystem();
        output = directory.path();
        staging = directory.sibling("staging");
        previous = directory.sibling("previous");
    }

    /**
     * Locks an output directory for this run, and checks its content.
     *
     * @throws OutputException if another run is writing to it, it contains anything that ordermatrix did not write,
     *     can't be renamed, or is in an object store
     */
    public static StagedOutput open(String name, Configuration hadoop) throws IOException {
        OutputDirectory directory = OutputDirectory.of(name, hadoop);
        OutputLock lock = OutputLock.take(directory.fileSystem(), directory.sibling("lock"), name);
        try {
            StagedOutput staged = new StagedOutput(directory, lock);
            staged.restorePrevious();
            directory.refuseForeign();
            return staged;
        } catch (IOException | RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    /**
     * Puts back the results of an output directory if a run was killed while it published others.
     *
     * @throws OutputException as {@link #open}
     */
    public static void restore(String name, Configuration hadoop) throws IOException {
        open(name, hadoop).close();
    }

    /** The content of a published text file; empty if nothing is published. */
    public Optional<String> published(String fileName) throws IOException {
        try (var in = fileSystem.open(new Path(output, fileName))) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException none) {
            return Optional.empty();
        }
    }

    /**
     * Checks that there are no results to replace.
     *
     * @throws OutputException if there are results of an earlier run
     */
    public void refuseToReplace() throws IOException {
        if (fileSystem.exists(output) && fileSystem.listStatus(output).length > 0) {
            throw new OutputException("%s: holds the results of an earlier run; use --overwrite to replace them"
                    .formatted(directory.name()));
        }
    }

    /** Makes the staging directory, without results but with the waves of an earlier run. */
    public void stage() throws IOException {
        Directories.makeEmpty(fileSystem, results());
    }

    /** The directory for results until they are published. */
    public Path results() {
        return new Path(staging, "results");
    }

    /** The directory for the waves of a run. */
    public Path work() {
        return new Path(staging, "work");
    }

    /** The directory for the waves of a run's second scan, see {@link #work}. */
    public Path workAgain() {
        return new Path(staging, "work-again");
    }

    /** The files written so far, sorted by their paths relative to the output directory. */
    public List<WrittenFile> written() throws IOException {
        return Directories.files(fileSystem, results());
    }

    /**
     * Replaces the content of the output directory by the staged results.
     *
     * @throws IOException if that fails; the output directory is then unchanged
     */
    public void publish() throws IOException {
        if (fileSystem.exists(output)) {
            if (swapResults()) {
                return;
            }
            Directories.rename(fileSystem, output, previous);
        }
        try {
            Directories.rename(fileSystem, results(), output);
        } catch (IOException failure) {
            try {
                restorePrevious();
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    private boolean swapResults() {
        Optional<java.nio.file.Path> staged = Directories.local(fileSystem, results());
        Optional<java.nio.file.Path> published = Directories.local(fileSystem, output);
        return staged.isPresent() && published.isPresent() && AtomicExchange.swap(staged.get(), published.get());
    }

    /**
     * Removes everything next to the output directory, which itself stays as it is. What can't be removed does no harm,
     * and the next run tries again.
     */
    public void removeStaging() {
        for (Path leftover : List.of(staging, previous)) {
            try {
                // Without the output directory, the earlier results are the only ones.
                if (leftover.equals(staging) || fileSystem.exists(output)) {
                    Directories.delete(fileSystem, leftover);
                }
            } catch (IOException failure) {
                LOG.warn("{} can't be removed: {}", leftover, failure.getMessage());
            }
        }
    }

    private void restorePrevious() throws IOException {
        if (fileSystem.exists(previous)) {
            if (fileSystem.exists(output)) {
                Directories.delete(fileSystem, previous);
            } else {
                Directories.rename(fileSystem, previous, output);
            }
        }
    }

    /** Unlocks the output directory; staged files are kept. */
    @Override
    public void close() {
        lock.close();
    }
}
