package io.ordermatrix.sink;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * An output directory and the hidden directory beside it in which results lie until all of them are there.
 *
 * <p>Publishing is a rename. Where older results are in the way they are first renamed to a hidden directory too, and a
 * run that is killed between the two renames leaves them there: the next one that opens the output puts them back.
 */
public final class StagedOutput {
    private final FileSystem fileSystem;
    private final Path output;
    private final Path staging;
    private final Path previous;

    private StagedOutput(FileSystem fileSystem, Path output) {
        this.fileSystem = fileSystem;
        this.output = output;
        staging = new Path(output.getParent(), "." + output.getName() + ".staging");
        previous = new Path(output.getParent(), "." + output.getName() + ".previous");
    }

    /**
     * Checks that the output directory can take results, and makes an empty staging directory.
     *
     * @param overwrite whether results of an earlier run may be replaced
     * @throws OutputException if the directory holds results and they may not be replaced, or holds anything that
     *     ordermatrix did not write
     */
    public static StagedOutput open(String directory, boolean overwrite, Configuration hadoop) throws IOException {
        Path given = new Path(directory);
        FileSystem fileSystem = given.getFileSystem(hadoop);
        // Results are for other programs, which do not expect a checksum file beside each of them.
        fileSystem.setWriteChecksum(false);
        Path output = fileSystem.makeQualified(given);
        if (output.getParent() == null) {
            throw new OutputException(directory + ": the root of a file system can't be an output directory");
        }
        StagedOutput staged = new StagedOutput(fileSystem, output);
        staged.restorePrevious();
        staged.refuseUnlessReplaceable(directory, overwrite);
        fileSystem.delete(staged.staging, true);
        if (!fileSystem.mkdirs(staged.results()) || !fileSystem.mkdirs(staged.work())) {
            throw new IOException("Can't make the directory " + staged.staging);
        }
        return staged;
    }

    /** Where results are written until they are published. */
    public Path results() {
        return new Path(staging, "results");
    }

    /** For what a run needs besides, and nobody afterwards. */
    public Path work() {
        return new Path(staging, "work");
    }

    /** The files written so far, by their path below the output directory, in order. */
    public List<ResultFile> written() throws IOException {
        List<ResultFile> files = new ArrayList<>();
        collect(results(), "", files);
        return files;
    }

    /**
     * A file of the results.
     *
     * @param path below the output directory
     */
    public record ResultFile(String path, long bytes) {}

    private void collect(Path directory, String prefix, List<ResultFile> files) throws IOException {
        for (FileStatus status : fileSystem.listStatus(directory)) {
            String path = prefix + status.getPath().getName();
            if (status.isDirectory()) {
                collect(status.getPath(), path + "/", files);
            } else {
                files.add(new ResultFile(path, status.getLen()));
            }
        }
    }

    /** Puts the staged results in the place of what is in the output directory. */
    public void publish() throws IOException {
        if (fileSystem.exists(output)) {
            rename(output, previous);
        }
        try {
            rename(results(), output);
        } catch (IOException failure) {
            restorePrevious();
            throw failure;
        }
        fileSystem.delete(previous, true);
    }

    /** Removes the staging directory; what is in the output directory stays as it is. */
    public void removeStaging() throws IOException {
        fileSystem.delete(staging, true);
    }

    private void restorePrevious() throws IOException {
        if (fileSystem.exists(previous)) {
            if (fileSystem.exists(output)) {
                fileSystem.delete(previous, true);
            } else {
                rename(previous, output);
            }
        }
    }

    private void rename(Path from, Path to) throws IOException {
        if (!fileSystem.rename(from, to)) {
            throw new IOException("Can't rename %s to %s".formatted(from, to));
        }
    }

    private void refuseUnlessReplaceable(String directory, boolean overwrite) throws IOException {
        FileStatus status;
        try {
            status = fileSystem.getFileStatus(output);
        } catch (FileNotFoundException nothingThere) {
            return;
        }
        if (!status.isDirectory()) {
            throw new OutputException(directory + ": is a file; expected a directory or nothing");
        }
        Optional<String> foreign = findForeign(output, "");
        if (foreign.isPresent()) {
            throw new OutputException("%s: holds %s, which ordermatrix did not write; choose another output directory"
                    .formatted(directory, foreign.get()));
        }
        if (!overwrite && fileSystem.listStatus(output).length > 0) {
            throw new OutputException(
                    "%s: holds the results of an earlier run; give --overwrite to replace them".formatted(directory));
        }
    }

    private Optional<String> findForeign(Path directory, String prefix) throws IOException {
        for (FileStatus status : fileSystem.listStatus(directory)) {
            String path = prefix + status.getPath().getName();
            if (!status.isDirectory()) {
                if (!ResultFiles.isResult(path)) {
                    return Optional.of(path);
                }
            } else if (!ResultFiles.isResultDirectory(path)) {
                return Optional.of(path);
            } else {
                Optional<String> foreign = findForeign(status.getPath(), path + "/");
                if (foreign.isPresent()) {
                    return foreign;
                }
            }
        }
        return Optional.empty();
    }
}
