package io.ordermatrix.output;

import io.ordermatrix.input.InputFile;
import io.ordermatrix.order.RowAccounting;
import java.time.LocalDate;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * What results know of one file of their input. There can be a million, which share what is equal.
 *
 * @param location its full name
 * @param bytes stored size
 * @param modified milliseconds since 1970-01-01 UTC
 * @param checksum see {@link io.ordermatrix.scan.ContentChecksum}
 * @param rows what became of its rows
 * @param dates of its kept rows, in order
 * @param rejects where its rejects are in rejects.csv
 * @param update in which it was read: 0 is the run that made the results, 1 the first one that brought them up to date
 */
public record InputRecord(
        String location,
        long bytes,
        long modified,
        int checksum,
        RowAccounting rows,
        List<LocalDate> dates,
        Section rejects,
        int update) {

    /** Bytes of a file. */
    public record Section(long start, long bytes) {
        /** No bytes. */
        public static final Section NONE = new Section(0, 0);
    }

    public InputRecord {
        dates = List.copyOf(dates);
    }

    /** The file's name as a person would write it. */
    public String file() {
        return InputFile.displayName(new Path(location));
    }

    /** The record of the same content in another file, or under another name. */
    public InputRecord of(InputFile same) {
        return isUnchanged(same)
                ? this
                : new InputRecord(
                        same.location(), same.length(), same.modified(), checksum, rows, dates, rejects, update);
    }

    /** The same record with the place of its rejects. */
    public InputRecord withRejects(Section section) {
        return section.equals(rejects)
                ? this
                : new InputRecord(location, bytes, modified, checksum, rows, dates, section, update);
    }

    /** Whether a file is the one of this record, as far as its name, size and time of change say. */
    public boolean isUnchanged(InputFile now) {
        return location.equals(now.location()) && bytes == now.length() && modified == now.modified();
    }
}
