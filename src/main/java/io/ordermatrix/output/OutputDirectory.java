package io.ordermatrix.output;

import io.ordermatrix.file.Directories;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A directory that can receive results.
 *
 * @param name as the user gave it
 * @param path its location, with links resolved
 */
record OutputDirectory(String name, FileSystem fileSystem, Path path) {
    /**
     * Checks a directory.
     *
     * @throws OutputException if it contains anything that ordermatrix did not write, or can't be renamed
     */
    static OutputDirectory of(String name, Configuration hadoop) throws IOException {
        OutputDirectory directory = at(name, hadoop);
        directory.refuseForeign();
        directory.refuseMountPoint();
        return directory;
    }

    /** The directory of this name, whatever is in it. */
    static OutputDirectory at(String name, Configuration hadoop) throws IOException {
        Path given = new Path(name);
        FileSystem fileSystem = given.getFileSystem(hadoop);
        // Results are for other programs, which do not expect a checksum file next to each of them.
        fileSystem.setWriteChecksum(false);
        Path path = resolveLinks(fileSystem, fileSystem.makeQualified(given));
        if (path.getParent() == null) {
            throw new OutputException(name + ": the root of a file system can't be an output directory");
        }
        return new OutputDirectory(name, fileSystem, path);
    }

    /** The target of a link: results staged next to the link could not be renamed to another disk. */
    private static Path resolveLinks(FileSystem fileSystem, Path directory) throws IOException {
        Optional<java.nio.file.Path> local = Directories.local(fileSystem, directory);
        return local.isPresent() && Files.isSymbolicLink(local.get()) && Files.exists(local.get())
                ? fileSystem.makeQualified(new Path(local.get().toRealPath().toUri()))
                : directory;
    }

    /** A hidden directory or file next to this one. */
    Path sibling(String kind) {
        return new Path(path.getParent(), "." + path.getName() + "." + kind);
    }

    private void refuseMountPoint() throws IOException {
        Optional<java.nio.file.Path> local = Directories.local(fileSystem, path);
        if (local.isPresent()
                && Files.exists(local.get())
                && !Files.getFileStore(local.get())
                        .equals(Files.getFileStore(local.get().getParent()))) {
            throw new OutputException(
                    name + ": is the mount point of a disk and can't be renamed; choose a directory below it");
        }
    }

    /**
     * Checks that the directory contains only results.
     *
     * @throws OutputException if it does not
     */
    void refuseForeign() throws IOException {
        FileStatus status;
        try {
            status = fileSystem.getFileStatus(path);
        } catch (FileNotFoundException nothingThere) {
            return;
        }
        if (!status.isDirectory()) {
            throw new OutputException(name + ": is a file, expected a directory");
        }
        Optional<String> foreign = findForeign(path, "");
        if (foreign.isPresent()) {
            throw new OutputException(
                    "%s: contains %s, which ordermatrix did not write; choose another output directory"
                            .formatted(name, foreign.get()));
        }
    }

    private Optional<String> findForeign(Path directory, String prefix) throws IOException {
        for (FileStatus status : fileSystem.listStatus(directory)) {
            String found = prefix + status.getPath().getName();
            if (!status.isDirectory()) {
                if (!ResultFiles.isResult(found)) {
                    return Optional.of(found);
                }
            } else if (!ResultFiles.isResultDirectory(found)) {
                return Optional.of(found);
            } else {
                Optional<String> foreign = findForeign(status.getPath(), found + "/");
                if (foreign.isPresent()) {
                    return foreign;
                }
            }
        }
        return Optional.empty();
    }
}
