package io.ordermatrix.output;

import io.ordermatrix.file.Directories;
import io.ordermatrix.file.WholeFile;
import io.ordermatrix.file.WrittenFile;
import java.io.IOException;
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
final class RenamedOutput implements StagedOutput {
    private static final Logger LOG = LoggerFactory.getLogger(RenamedOutput.class);

    private final OutputDirectory directory;
    private final FileSystem fileSystem;
    private final Path output;
    private final Path staging;
    private final Path previous;
    private final OutputLock lock;

    private RenamedOutput(OutputDirectory directory, OutputLock lock) {
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
     * @throws OutputException if another run is writing to it, it contains anything that ordermatrix did not write, or
     *     can't be renamed
     */
    static RenamedOutput open(String name, Configuration hadoop) throws IOException {
        OutputDirectory directory = OutputDirectory.of(name, hadoop);
        OutputLock lock = lock(directory);
        try {
            RenamedOutput staged = new RenamedOutput(directory, lock);
            staged.restorePrevious();
            directory.refuseForeign();
            return staged;
        } catch (IOException | RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    static OutputLock lock(OutputDirectory directory) throws IOException {
        return OutputLock.take(directory.fileSystem(), directory.sibling("lock"), directory.name());
    }

    @Override
    public Optional<String> published(String fileName) throws IOException {
        return WholeFile.read(fileSystem, new Path(output, fileName));
    }

    @Override
    public void refuseToReplace() throws IOException {
        if (fileSystem.exists(output) && fileSystem.listStatus(output).length > 0) {
            throw StagedOutput.refusal(directory.name());
        }
    }

    @Override
    public void stage() throws IOException {
        Directories.makeEmpty(fileSystem, results());
    }

    @Override
    public Path results() {
        return new Path(staging, "results");
    }

    @Override
    public Path work() {
        return new Path(staging, "work");
    }

    @Override
    public Path workAgain() {
        return new Path(staging, "work-again");
    }

    @Override
    public List<WrittenFile> written() throws IOException {
        return Directories.files(fileSystem, results());
    }

    @Override
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

    @Override
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

    @Override
    public void close() {
        lock.close();
    }
}
