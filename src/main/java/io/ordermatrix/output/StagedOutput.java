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
 * An output directory and the hidden directory beside it that holds results until all of them are there, kept for one run at a
 * time.
 *
 * <p>Publishing is a rename. Where older results are in the way, they and the new ones are swapped in one step, see
 * {@link AtomicExchange}. Where the file system has no such step, the older ones are first renamed to a hidden directory too,
 * and a run that is killed between the two renames leaves them there: the next one that opens the output puts them back.
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
        staging = directory.beside("staging");
        previous = directory.beside("previous");
    }

    /**
     * Takes an output directory for this run, and looks what is in it.
     *
     * @throws OutputException if another run writes there, the directory holds anything that ordermatrix did not write, it
     *     can't be renamed, or it is in an object store
     */
    public static StagedOutput open(String name, Configuration hadoop) throws IOException {
        OutputDirectory directory = OutputDirectory.of(name, hadoop);
        OutputLock lock = OutputLock.take(directory.fileSystem(), directory.beside("lock"), name);
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

    /** The text of a published file of text; empty where nothing is published. */
    public Optional<String> published(String fileName) throws IOException {
        try (var in = fileSystem.open(new Path(output, fileName))) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException none) {
            return Optional.empty();
        }
    }

    /**
     * Checks that results may be published.
     *
     * @throws OutputException if there are results of an earlier run
     */
    public void refuseToReplace() throws IOException {
        if (fileSystem.exists(output) && fileSystem.listStatus(output).length > 0) {
            throw new OutputException("%s: holds the results of an earlier run; give --overwrite to replace them"
                    .formatted(directory.name()));
        }
    }

    /** Makes the staging directory, without results but with what earlier waves have left. */
    public void stage() throws IOException {
        Directories.makeEmpty(fileSystem, results());
    }

    /** Where results are written until they are published. */
    public Path results() {
        return new Path(staging, "results");
    }

    /** Where a run keeps what it has done so far. */
    public Path work() {
        return new Path(staging, "work");
    }

    /** The files written so far, by their path below the output directory, in order. */
    public List<WrittenFile> written() throws IOException {
        return Directories.files(fileSystem, results());
    }

    /**
     * Replaces what is in the output directory with the staged results.
     *
     * @throws IOException if that is as it was
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
     * Removes everything beside the output directory; what is in it stays as it is. What can't be removed does no harm, and
     * the next run tries again.
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

    /** Gives the output directory back; what is staged stays. */
    @Override
    public void close() {
        lock.close();
    }
}
