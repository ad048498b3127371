package io.ordermatrix.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Creates files on Hadoop's file systems. Files of this machine are created without Hadoop, which would start a process
 * to set the permissions of each, though they are the usual ones.
 */
public final class NewFile {
    private NewFile() {}

    /** Creates a file that must not exist. */
    public static OutputStream create(FileSystem fileSystem, Path file) throws IOException {
        Optional<java.nio.file.Path> local = Directories.local(fileSystem, file);
        return local.isPresent()
                ? open(local.get(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                : fileSystem.create(file, false);
    }

    /** Creates a file, or empties an existing one. */
    public static OutputStream createOrReplace(FileSystem fileSystem, Path file) throws IOException {
        Optional<java.nio.file.Path> local = Directories.local(fileSystem, file);
        return local.isPresent() ? open(local.get()) : fileSystem.create(file, true);
    }

    /** Makes missing directories, like Hadoop. */
    private static OutputStream open(java.nio.file.Path file, OpenOption... how) throws IOException {
        Directories.make(file.getParent());
        return new BufferedOutputStream(Files.newOutputStream(file, how));
    }
}
