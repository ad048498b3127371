package io.ordermatrix.output;

import com.univocity.parsers.common.record.Record;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The CSV files of a run. They are small, and parsing them here is faster than a Spark job. */
public final class ResultTables {
    private final WrittenResults results;
    private final FileSystem fileSystem;

    public ResultTables(WrittenResults results, Configuration hadoop) throws IOException {
        this.results = results;
        fileSystem = results.directory().getFileSystem(hadoop);
    }

    public boolean exists(String fileName) {
        return results.have(fileName);
    }

    /** All rows of a file. */
    public List<Record> rows(String fileName) throws IOException {
        List<Record> rows = new ArrayList<>();
        scan(fileName, rows::add);
        return rows;
    }

    /** Passes on the rows of a file, one after the other, until the reader returns false. */
    public void scan(String fileName, Predicate<Record> reader) throws IOException {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setHeaderExtractionEnabled(true);
        settings.setMaxCharsPerColumn(-1);
        CsvParser parser = new CsvParser(settings);
        try (InputStream file = fileSystem.open(new Path(results.directory(), fileName))) {
            parser.beginParsing(file, StandardCharsets.UTF_8);
            Record row = parser.parseNextRecord();
            while (row != null && reader.test(row)) {
                row = parser.parseNextRecord();
            }
            parser.stopParsing();
        }
    }
}
