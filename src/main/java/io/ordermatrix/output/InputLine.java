package io.ordermatrix.output;

import io.ordermatrix.output.InputRecord.Section;
import java.time.LocalDate;
import java.util.List;

/**
 * An {@link InputRecord} as it is written.
 *
 * @param file its name as a person would write it
 * @param checksum in hexadecimal digits
 * @param dates like 2024-09-05
 */
public record InputLine(
        String file,
        String location,
        long bytes,
        long modified,
        String checksum,
        AccountingRecord accounting,
        List<String> dates,
        Section rejects,
        int update) {
    private static final int HEXADECIMAL = 16;

    public InputLine {
        dates = List.copyOf(dates);
    }

    public static InputLine of(InputRecord record) {
        return new InputLine(
                record.file(),
                record.location(),
                record.bytes(),
                record.modified(),
                "%08x".formatted(record.checksum()),
                AccountingRecord.of(record.rows()),
                record.dates().stream().map(LocalDate::toString).toList(),
                record.rejects(),
                record.update());
    }

    InputRecord record() {
        return new InputRecord(
                location,
                bytes,
                modified,
                Integer.parseUnsignedInt(checksum, HEXADECIMAL),
                accounting.rows(),
                dates.stream().map(LocalDate::parse).toList(),
                rejects,
                update);
    }
}
