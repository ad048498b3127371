package io.ordermatrix.output;

import io.ordermatrix.file.Directories;
import io.ordermatrix.file.Json;
import io.ordermatrix.file.WholeFile;
import io.ordermatrix.file.WrittenFile;
import io.ordermatrix.output.ConditionalObject.Content;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An output directory in an object store, see {@link Versions}. Nothing is renamed: publishing is one conditional put of the
 * object that names the version, so that readers find the old results or the new ones, and of two runs one wins.
 *
 * <p>A version that is no longer the current one is removed by the next run, so that those who read it can finish.
 */
final class VersionedOutput implements StagedOutput {
    private static final Logger LOG = LoggerFactory.getLogger(VersionedOutput.class);
    private static final Set<String> OURS = Set.of(Versions.CURRENT, Versions.LOCK, Versions.VERSIONS, Versions.WORK);

    private final String name;
    private final Versions versions;
    private final FileSystem fileSystem;
    private final ObjectLock lock;
    /** The object that names the published version, as this run has found it. */
    private final Optional<Content> pointer;

    private final String version = UUID.randomUUID().toString();
    private final Path jobs;
    private final String job;

    private VersionedOutput(String name, Versions versions, String job, ObjectLock lock) throws IOException {
        this.name = name;
        this.versions = versions;
        this.job = job;
        this.lock = lock;
        fileSystem = versions.fileSystem();
        pointer = versions.pointer().read();
        jobs = new Path(versions.output(), Versions.WORK);
    }

    /**
     * Locks an output directory for this run, and removes what no run needs any more.
     *
     * @throws OutputException if another run is writing to it, or if it contains anything that ordermatrix did not write
     */
    static VersionedOutput open(String name, String job, Configuration hadoop) throws IOException {
        VersionedOutput output = lock(name, job, hadoop);
        try {
            output.removeVersions();
            output.removeOthers(output.jobs, job);
            return output;
        } catch (IOException | RuntimeException failure) {
            output.close();
            throw failure;
        }
    }

    /** Removes all versions but the current one, see {@link StagedOutput#removeOlder}. */
    static int removeOlder(String name, Configuration hadoop) throws IOException {
        try (VersionedOutput output = lock(name, "", hadoop)) {
            return output.removeVersions();
        }
    }

    /** Locks an output directory without removing anything. */
    static VersionedOutput lock(String name, String job, Configuration hadoop) throws IOException {
        Versions versions = versions(name, hadoop);
        if (versions.output().getParent() == null) {
            throw new OutputException(name + ": a whole bucket can't be an output directory");
        }
        refuseForeign(name, versions);
        ObjectLock lock = ObjectLock.take(
                new ConditionalObject(versions.fileSystem(), new Path(versions.output(), Versions.LOCK)), name);
        try {
            return new VersionedOutput(name, versions, job, lock);
        } catch (IOException | RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    private static Versions versions(String name, Configuration hadoop) throws IOException {
        try {
            return Versions.of(new Path(name), hadoop);
        } catch (UnsupportedFileSystemException missing) {
            throw new OutputException("%s: %s".formatted(name, missing.getMessage()));
        }
    }

    private int removeVersions() throws IOException {
        return removeOthers(
                new Path(versions.output(), Versions.VERSIONS),
                pointer.map(versions::named).orElse(""));
    }

    private static void refuseForeign(String name, Versions versions) throws IOException {
        for (FileStatus status : list(versions.fileSystem(), versions.output())) {
            String found = status.getPath().getName();
            if (!OURS.contains(found)) {
                throw new OutputException(
                        "%s: contains %s, which ordermatrix did not write; choose another output directory"
                                .formatted(name, found));
            }
        }
    }

    private static FileStatus[] list(FileSystem fileSystem, Path directory) throws IOException {
        try {
            return fileSystem.listStatus(directory);
        } catch (FileNotFoundException none) {
            return new FileStatus[0];
        }
    }

    /** Removes everything in a directory except what has one name, and returns how much that was. */
    private int removeOthers(Path directory, String kept) throws IOException {
        int removed = 0;
        for (FileStatus status : list(fileSystem, directory)) {
            if (!status.getPath().getName().equals(kept)) {
                remove(status.getPath());
                removed++;
            }
        }
        return removed;
    }

    private void remove(Path path) {
        try {
            Directories.delete(fileSystem, path);
        } catch (IOException failure) {
            LOG.warn("{} can't be removed: {}", path, failure.getMessage());
        }
    }

    @Override
    public Optional<String> published(String fileName) throws IOException {
        return pointer.isPresent()
                ? WholeFile.read(fileSystem, new Path(versions.directory(versions.named(pointer.get())), fileName))
                : Optional.empty();
    }

    @Override
    public void refuseToReplace() {
        if (pointer.isPresent()) {
            throw StagedOutput.refusal(name);
        }
    }

    @Override
    public void stage() throws IOException {
        Directories.make(fileSystem, results());
    }

    @Override
    public Path results() {
        return versions.directory(version);
    }

    @Override
    public Path work() {
        return new Path(new Path(jobs, job), "scan");
    }

    @Override
    public Path workAgain() {
        return new Path(new Path(jobs, job), "scan-again");
    }

    @Override
    public List<WrittenFile> written() throws IOException {
        return Directories.files(fileSystem, results());
    }

    @Override
    public void publish() throws IOException {
        String named = Json.COMPACT.writeValueAsString(new Versions.Current(version));
        if (!versions.pointer().put(named, pointer)) {
            throw new OutputException(
                    "%s: another run has published its results meanwhile; use --overwrite to replace them"
                            .formatted(name));
        }
    }

    @Override
    public void removeStaging() {
        remove(new Path(jobs, job));
    }

    @Override
    public void close() {
        lock.close();
    }
}
