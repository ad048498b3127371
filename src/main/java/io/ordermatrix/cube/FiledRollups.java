package io.ordermatrix.cube;

import io.ordermatrix.parquet.ParquetSource;
import io.ordermatrix.table.DatedTable;
import io.ordermatrix.table.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The rollups of a cube's file in its footer, so that an update need not read the dates that it takes over.
 */
final class FiledRollups {
    /** Other measures would be other bytes. */
    private static final String NAME = "ordermatrix.rollups."
            + Integer.toHexString(Measures.COLLECTED.toString().hashCode());

    private FiledRollups() {}

    /** What the footer says. */
    static Map<String, String> facts(Rollups rollups) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(rollups.toBytes());
        }
        return Map.of(NAME, Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }

    /** The rollups of a file, from its footer if they are there, else from its rows. */
    static byte[] of(StoredFile file, Configuration hadoop) throws IOException {
        Optional<String> filed = ParquetSource.fact(new Path(file.name()), NAME, hadoop);
        if (filed.isEmpty()) {
            CubeObserver observer = new CubeObserver();
            DatedTable.read(new CubeTable(), file, observer::see, hadoop);
            return observer.rollups().toBytes();
        }
        try (InputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(filed.get())))) {
            return in.readAllBytes();
        }
    }
}
