package io.ordermatrix.output;

import io.ordermatrix.file.WrittenFile;
import io.ordermatrix.table.StoredFile;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * Results as the run that wrote them lists them. What else may lie in their directory is none.
 *
 * @param directory the directory of the results
 * @param files below it, sorted by path
 */
public record WrittenResults(Path directory, List<WrittenFile> files) {
    public WrittenResults {
        files = List.copyOf(files);
    }

    /** Whether there is a file with this path. */
    public boolean have(String path) {
        return files.stream().anyMatch(file -> file.path().equals(path));
    }

    /** The files of a table, in the order of dates and keys. */
    public List<StoredFile> table(String name) {
        return StoredFile.of(directory, name, files);
    }
}
