package io.ordermatrix.output;

import io.ordermatrix.input.InputFile;
import io.ordermatrix.order.RowAccounting;
import java.util.List;

/**
 * What results say of one file of their input.
 *
 * @param file its name as a person would write it
 * @param location its full name
 * @param bytes stored size
 * @param modified milliseconds since 1970-01-01 UTC
 * @param checksum CRC-32C of its text, in hexadecimal digits
 * @param accounting of its rows
 * @param dates of its kept rows, like 2024-09-05, in order
 * @param rejects where its rejects are in rejects.csv
 * @param update in which it was read: 0 is the run that made the results, 1 the first one that brought them up to date
 */
public record InputRecord(
        String file,
        String location,
        long bytes,
        long modified,
        String checksum,
        AccountingRecord accounting,
        List<String> dates,
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

    /** The record of the same content in another file, or under another name. */
    public InputRecord of(InputFile same) {
        return new InputRecord(
                same.displayName(),
                same.location(),
                same.length(),
                same.modified(),
                checksum,
                accounting,
                dates,
                rejects,
                update);
    }

    /** The same record with the place of its rejects. */
    public InputRecord withRejects(Section section) {
        return new InputRecord(file, location, bytes, modified, checksum, accounting, dates, section, update);
    }

    /** Whether a file is the one of this record, as far as its name, size and time of change say. */
    public boolean isUnchanged(InputFile now) {
        return location.equals(now.location()) && bytes == now.length() && modified == now.modified();
    }

    public RowAccounting rows() {
        return accounting.rows();
    }
}
