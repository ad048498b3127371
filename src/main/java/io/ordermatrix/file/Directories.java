package io.ordermatrix.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Directory operations on Hadoop's file systems that throw where Hadoop only returns false. */
public final class Directories {
    private Directories() {}

    /** Makes a directory, and those above it, unless they exist. */
    public static void make(FileSystem fileSystem, Path directory) throws IOException {
        Optional<java.nio.file.Path> local = local(fileSystem, directory);
        if (local.isPresent()) {
            // Hadoop would start a process to set the permissions.
            make(local.get());
        } else if (!fileSystem.mkdirs(directory)) {
            throw new IOException("Can't make the directory " + directory);
        }
    }

    static void make(java.nio.file.Path directory) throws IOException {
        // Java 17 refuses a link to a directory.
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
    }

    /** Deletes a file or directory if it exists. */
    public static void delete(FileSystem fileSystem, Path path) throws IOException {
        if (!fileSystem.delete(path, true) && fileSystem.exists(path)) {
            throw new IOException("Can't delete " + path);
        }
    }

    /** Makes an empty directory, deleting whatever was there. */
    public static void makeEmpty(FileSystem fileSystem, Path directory) throws IOException {
        delete(fileSystem, directory);
        make(fileSystem, directory);
    }

    /** Renames in one step. */
    public static void rename(FileSystem fileSystem, Path from, Path to) throws IOException {
        Optional<java.nio.file.Path> localFrom = local(fileSystem, from);
        if (localFrom.isPresent()) {
            // Hadoop's local file system copies what it can't rename, and a copy can be killed halfway.
            Files.move(localFrom.get(), local(fileSystem, to).orElseThrow(), StandardCopyOption.ATOMIC_MOVE);
        } else if (!fileSystem.rename(from, to)) {
            throw new IOException("Can't rename %s to %s".formatted(from, to));
        }
    }

    /** Gives a file of this machine's disks a second name, or copies it where there are no such links. */
    public static void link(FileSystem fileSystem, Path file, Path second) throws IOException {
        java.nio.file.Path from = local(fileSystem, file).orElseThrow();
        java.nio.file.Path to = local(fileSystem, second).orElseThrow();
        make(to.getParent());
        try {
            Files.createLink(to, from);
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Where a path is on this machine's disks; empty on other file systems. */
    public static Optional<java.nio.file.Path> local(FileSystem fileSystem, Path path) {
        return fileSystem instanceof LocalFileSystem disk
                ? Optional.of(disk.pathToFile(path).toPath())
                : Optional.empty();
    }

    /** All files below a directory, sorted by path. */
    public static List<WrittenFile> files(FileSystem fileSystem, Path directory) throws IOException {
        List<WrittenFile> files = new ArrayList<>();
        collect(fileSystem, directory, "", files);
        files.sort(Comparator.comparing(WrittenFile::path));
        return files;
    }

    private static void collect(FileSystem fileSystem, Path directory, String prefix, List<WrittenFile> files)
            throws IOException {
        for (FileStatus status : fileSystem.listStatus(directory)) {
            String path = prefix + status.getPath().getName();
            if (status.isDirectory()) {
                collect(fileSystem, status.getPath(), path + "/", files);
            } else {
                files.add(new WrittenFile(path, status.getLen()));
            }
        }
    }
}
