package io.ordermatrix.sink;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An output directory and the hidden directory beside it in which results lie until all of them are there, kept for one
 * run at a time.
 *
 * <p>Publishing is a rename. Where older results are in the way, they and the new ones are swapped in one step, see
 * {@link AtomicExchange}. Where the file system has no such step, the older ones are first renamed to a hidden directory too,
 * and a run that is killed between the two renames leaves them there: the next one that opens the output puts them back.
 */
public final class StagedOutput implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(StagedOutput.class);

    private final String name;
    private final FileSystem fileSystem;
    private final Path output;
    private final Path staging;
    private final Path previous;
    private final OutputLock lock;

    private StagedOutput(String name, FileSystem fileSystem, Path output, OutputLock lock) {
        this.name = name;
        this.fileSystem = fileSystem;
        this.output = output;
        this.lock = lock;
        staging = beside(output, "staging");
        previous = beside(output, "previous");
    }

    private static Path beside(Path output, String kind) {
        return new Path(output.getParent(), "." + output.getName() + "." + kind);
    }

    /**
     * Takes an output directory for this run, and looks what is in it.
     *
     * @throws OutputException if another run writes there, the directory holds anything that ordermatrix did not write, it
     *     can't be renamed, or it is in an object store
     */
    public static StagedOutput open(String directory, Configuration hadoop) throws IOException {
        ObjectStores.refuse(directory, hadoop);
        Path given = new Path(directory);
        FileSystem fileSystem = given.getFileSystem(hadoop);
        // Results are for other programs, which do not expect a checksum file beside each of them.
        fileSystem.setWriteChecksum(false);
        Path output = resolveLinks(fileSystem, fileSystem.makeQualified(given));
        if (output.getParent() == null) {
            throw new OutputException(directory + ": the root of a file system can't be an output directory");
        }
        refuseForeign(fileSystem, output, directory);
        refuseMountPoint(fileSystem, output, directory);
        OutputLock lock = OutputLock.take(fileSystem, beside(output, "lock"), directory);
        try {
            StagedOutput staged = new StagedOutput(directory, fileSystem, output, lock);
            staged.restorePrevious();
            refuseForeign(fileSystem, output, directory);
            return staged;
        } catch (IOException | RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    /** Where a link leads: results that are staged beside it could not be renamed to another disk. */
    private static Path resolveLinks(FileSystem fileSystem, Path directory) throws IOException {
        Optional<java.nio.file.Path> local = local(fileSystem, directory);
        return local.isPresent() && Files.isSymbolicLink(local.get()) && Files.exists(local.get())
                ? fileSystem.makeQualified(new Path(local.get().toRealPath().toUri()))
                : directory;
    }

    private static void refuseMountPoint(FileSystem fileSystem, Path output, String directory) throws IOException {
        Optional<java.nio.file.Path> local = local(fileSystem, output);
        if (local.isPresent()
                && Files.exists(local.get())
                && !Files.getFileStore(local.get())
                        .equals(Files.getFileStore(local.get().getParent()))) {
            throw new OutputException(
                    directory + ": is where a disk is mounted, and can't be renamed; choose a directory below it");
        }
    }

    private static Optional<java.nio.file.Path> local(FileSystem fileSystem, Path path) {
        return fileSystem instanceof LocalFileSystem disk
                ? Optional.of(disk.pathToFile(path).toPath())
                : Optional.empty();
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
            throw new OutputException(
                    "%s: holds the results of an earlier run; give --overwrite to replace them".formatted(name));
        }
    }

    /** Makes the staging directory, without results but with what earlier waves have left. */
    public void stage() throws IOException {
        delete(fileSystem, results());
        makeDirectory(fileSystem, results());
    }

    /** Where results are written until they are published. */
    public Path results() {
        return new Path(staging, "results");
    }

    /** What the waves of the run have done. */
    public WaveStore waves() {
        return new WaveStore(fileSystem, new Path(staging, "work"));
    }

    /** The files written so far, by their path below the output directory, in order. */
    public List<ResultFile> written() throws IOException {
        return files(fileSystem, results());
    }

    /**
     * A file of a directory.
     *
     * @param path below the directory
     */
    public record ResultFile(String path, long bytes) {}

    static List<ResultFile> files(FileSystem fileSystem, Path directory) throws IOException {
        List<ResultFile> files = new ArrayList<>();
        collect(fileSystem, directory, "", files);
        files.sort(Comparator.comparing(ResultFile::path));
        return files;
    }

    private static void collect(FileSystem fileSystem, Path directory, String prefix, List<ResultFile> files)
            throws IOException {
        for (FileStatus status : fileSystem.listStatus(directory)) {
            String path = prefix + status.getPath().getName();
            if (status.isDirectory()) {
                collect(fileSystem, status.getPath(), path + "/", files);
            } else {
                files.add(new ResultFile(path, status.getLen()));
            }
        }
    }

    /**
     * Puts the staged results in the place of what is in the output directory.
     *
     * @throws IOException if that is as it was
     */
    public void publish() throws IOException {
        if (fileSystem.exists(output)) {
            if (swapResults()) {
                return;
            }
            rename(fileSystem, output, previous);
        }
        try {
            rename(fileSystem, results(), output);
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
        Optional<java.nio.file.Path> staged = local(fileSystem, results());
        Optional<java.nio.file.Path> published = local(fileSystem, output);
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
                    delete(fileSystem, leftover);
                }
            } catch (IOException failure) {
                LOG.warn("{} can't be removed: {}", leftover, failure.getMessage());
            }
        }
    }

    private void restorePrevious() throws IOException {
        if (fileSystem.exists(previous)) {
            if (fileSystem.exists(output)) {
                delete(fileSystem, previous);
            } else {
                rename(fileSystem, previous, output);
            }
        }
    }

    static void rename(FileSystem fileSystem, Path from, Path to) throws IOException {
        Optional<java.nio.file.Path> localFrom = local(fileSystem, from);
        if (localFrom.isPresent()) {
            // Hadoop's local file system copies what it can't rename, and a copy can be killed half way.
            Files.move(localFrom.get(), local(fileSystem, to).orElseThrow(), StandardCopyOption.ATOMIC_MOVE);
        } else if (!fileSystem.rename(from, to)) {
            throw new IOException("Can't rename %s to %s".formatted(from, to));
        }
    }

    /** Deletes a file or directory that may be there. */
    static void delete(FileSystem fileSystem, Path path) throws IOException {
        if (!fileSystem.delete(path, true) && fileSystem.exists(path)) {
            throw new IOException("Can't delete " + path);
        }
    }

    static void makeDirectory(FileSystem fileSystem, Path directory) throws IOException {
        if (!fileSystem.mkdirs(directory)) {
            throw new IOException("Can't make the directory " + directory);
        }
    }

    private static void refuseForeign(FileSystem fileSystem, Path output, String directory) throws IOException {
        FileStatus status;
        try {
            status = fileSystem.getFileStatus(output);
        } catch (FileNotFoundException nothingThere) {
            return;
        }
        if (!status.isDirectory()) {
            throw new OutputException(directory + ": is a file; expected a directory or nothing");
        }
        Optional<String> foreign = findForeign(fileSystem, output, "");
        if (foreign.isPresent()) {
            throw new OutputException("%s: holds %s, which ordermatrix did not write; choose another output directory"
                    .formatted(directory, foreign.get()));
        }
    }

    private static Optional<String> findForeign(FileSystem fileSystem, Path directory, String prefix)
            throws IOException {
        for (FileStatus status : fileSystem.listStatus(directory)) {
            String path = prefix + status.getPath().getName();
            if (!status.isDirectory()) {
                if (!ResultFiles.isResult(path)) {
                    return Optional.of(path);
                }
            } else if (!ResultFiles.isResultDirectory(path)) {
                return Optional.of(path);
            } else {
                Optional<String> foreign = findForeign(fileSystem, status.getPath(), path + "/");
                if (foreign.isPresent()) {
                    return foreign;
                }
            }
        }
        return Optional.empty();
    }

    /** Gives the output directory back; what is staged stays. */
    @Override
    public void close() {
        lock.close();
    }
}
