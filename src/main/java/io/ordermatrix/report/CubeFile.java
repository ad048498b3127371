package io.ordermatrix.report;

import io.ordermatrix.file.Directories;
import io.ordermatrix.file.WrittenFile;
import java.io.IOException;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A file of a cube.
 *
 * @param day the date, as days since 1970-01-01
 * @param name the full name
 */
record CubeFile(int day, String name) implements Serializable {
    private static final Pattern PATH = Pattern.compile("trade_date=([-\\d]+)/.*\\.parquet");

    /** The files in a cube's directory. */
    static List<CubeFile> in(Path cube, Configuration hadoop) throws IOException {
        List<CubeFile> files = new ArrayList<>();
        for (WrittenFile file : Directories.files(cube.getFileSystem(hadoop), cube)) {
            Matcher path = PATH.matcher(file.path());
            if (path.matches()) {
                int day = (int) LocalDate.parse(path.group(1)).toEpochDay();
                files.add(new CubeFile(day, new Path(cube, file.path()).toString()));
            }
        }
        return files;
    }
}
