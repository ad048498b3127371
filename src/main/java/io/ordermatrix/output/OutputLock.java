package io.ordermatrix.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ordermatrix.file.Directories;
import io.ordermatrix.file.Json;
import io.ordermatrix.file.NewFile;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks an output directory for one run at a time, with a file next to it that identifies the run.
 *
 * <p>A dead run does not hold the lock for ever. On the same machine, its process is looked for; on another, the run is
 * dead if it has not touched the file, as a living run does every few seconds, for {@link LockRenewal#STALE}.
 */
final class OutputLock implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(OutputLock.class);
    /**
     * A file is written right after it is created; one that stays empty for longer was left by a run that ended in
     * between.
     */
    private static final Duration WRITING = Duration.ofSeconds(3);

    private final FileSystem fileSystem;
    private final Path file;
    private final LockOwner owner;
    private final LockRenewal renewal;

    private OutputLock(FileSystem fileSystem, Path file, LockOwner owner) {
        this.fileSystem = fileSystem;
        this.file = file;
        this.owner = owner;
        owner.begins();
        renewal = new LockRenewal(file, () -> fileSystem.setTimes(file, System.currentTimeMillis(), -1));
    }

    /**
     * Takes the lock.
     *
     * @param directory the output directory, as the user named it
     * @throws OutputException if another run holds it
     */
    static OutputLock take(FileSystem fileSystem, Path file, String directory) throws IOException {
        LockOwner self = LockOwner.self();
        if (!create(fileSystem, file, self)) {
            removeIfDead(fileSystem, file, directory);
            if (!create(fileSystem, file, self)) {
                throw LockOwner.someoneIsWritingTo(directory);
            }
        }
        removeAside(fileSystem, file);
        return new OutputLock(fileSystem, file, self);
    }

    private static boolean create(FileSystem fileSystem, Path file, LockOwner owner) throws IOException {
        byte[] content = Json.COMPACT.writeValueAsBytes(owner);
        Directories.make(fileSystem, file.getParent());
        OutputStream made;
        try {
            made = NewFile.create(fileSystem, file);
        } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException taken) {
            return false;
        }
        try (OutputStream out = made) {
            out.write(content);
        } catch (IOException failure) {
            remove(fileSystem, file);
            throw failure;
        }
        return true;
    }

    private static void removeIfDead(FileSystem fileSystem, Path file, String directory) throws IOException {
        Optional<LockOwner> owner = await(fileSystem, file);
        if (owner.isPresent()) {
            LockOwner other = owner.get();
            boolean alive = other.isOnThisMachine() ? other.runs() : !isStale(fileSystem, file);
            if (alive) {
                throw other.isWritingTo(directory);
            }
            LOG.debug(
                    "{}: taking over from process {} on {}, which has ended", directory, other.process(), other.host());
        }
        // If several runs find the dead one, the one that succeeds in renaming its file continues.
        Path aside = new Path(file.getParent(), asidePrefix(file) + UUID.randomUUID());
        if (!fileSystem.rename(file, aside)) {
            throw LockOwner.someoneIsWritingTo(directory);
        }
        boolean wasDead = read(fileSystem, aside).equals(owner);
        if (!wasDead) {
            fileSystem.rename(aside, file);
            throw LockOwner.someoneIsWritingTo(directory);
        }
        fileSystem.delete(aside, false);
    }

    private static String asidePrefix(Path file) {
        return file.getName() + ".";
    }

    /** Removes files left by runs that were killed while removing the lock of a dead run. */
    private static void removeAside(FileSystem fileSystem, Path file) {
        try {
            for (FileStatus status : fileSystem.listStatus(
                    file.getParent(), path -> path.getName().startsWith(asidePrefix(file)))) {
                Optional<LockOwner> owner = read(fileSystem, status.getPath());
                // The file of a living run is about to be renamed back.
                if (owner.isEmpty()
                        || (owner.get().isOnThisMachine() && !owner.get().runs())) {
                    fileSystem.delete(status.getPath(), false);
                }
            }
        } catch (IOException failure) {
            LOG.warn("Leftovers of the lock {} can't be removed: {}", file, failure.getMessage());
        }
    }

    /** The holder of the lock; empty if its file stays empty for {@link #WRITING}. */
    private static Optional<LockOwner> await(FileSystem fileSystem, Path file) throws IOException {
        Instant end = Instant.now().plus(WRITING);
        Optional<LockOwner> owner = read(fileSystem, file);
        while (owner.isEmpty() && Instant.now().isBefore(end)) {
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for the lock " + file);
            }
            owner = read(fileSystem, file);
        }
        return owner;
    }

    private static boolean isStale(FileSystem fileSystem, Path file) throws IOException {
        return LockRenewal.isStale(fileSystem.getFileStatus(file).getModificationTime());
    }

    /** The holder of the lock; empty while the file is being written, or if it has just been removed. */
    private static Optional<LockOwner> read(FileSystem fileSystem, Path file) throws IOException {
        try (var in = fileSystem.open(file)) {
            return Optional.of(Json.COMPACT.readValue(in.readAllBytes(), LockOwner.class));
        } catch (FileNotFoundException | JsonProcessingException none) {
            return Optional.empty();
        }
    }

    /** Releases the lock. If its file can't be removed, the next run finds that this one has ended. */
    @Override
    public void close() {
        renewal.close();
        owner.ends();
        remove(fileSystem, file);
    }

    private static void remove(FileSystem fileSystem, Path file) {
        try {
            Directories.delete(fileSystem, file);
        } catch (IOException failure) {
            LOG.warn("The lock {} can't be removed: {}", file, failure.getMessage());
        }
    }
}
