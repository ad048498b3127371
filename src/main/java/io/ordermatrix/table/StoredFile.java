package io.ordermatrix.table;

import io.ordermatrix.file.WrittenFile;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * A file of a {@link DatedTable}.
 *
 * @param day the date of its rows, as days since 1970-01-01
 * @param name the full name
 * @param bytes its size
 */
public record StoredFile(int day, String name, long bytes) implements Serializable {
    private static final Pattern PATH = Pattern.compile("(\\w+)/trade_date=([-\\d]+)/.*\\.parquet");

    /**
     * The files of a table, in the order of dates and keys.
     *
     * @param results the directory of the results
     * @param table its name there
     * @param written all files of the results, sorted by path
     */
    public static List<StoredFile> of(Path results, String table, List<WrittenFile> written) {
        List<StoredFile> files = new ArrayList<>();
        for (WrittenFile file : written) {
            Matcher path = PATH.matcher(file.path());
            if (path.matches() && path.group(1).equals(table)) {
                int day = (int) LocalDate.parse(path.group(2)).toEpochDay();
                files.add(new StoredFile(day, new Path(results, file.path()).toString(), file.bytes()));
            }
        }
        return files;
    }

    /** The same file in another directory of a table. */
    public Path in(Path table) {
        Path path = new Path(name);
        return new Path(new Path(table, path.getParent().getName()), path.getName());
    }
}
