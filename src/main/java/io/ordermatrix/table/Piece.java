package io.ordermatrix.table;

import io.ordermatrix.group.KeyRange;
import io.ordermatrix.group.Spills.Part;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one task writes of a table.
 *
 * @param range of its keys
 * @param file its path in the directory of the table
 */
record Piece(KeyRange range, String file) implements Serializable {
    /**
     * A piece for each part of the spills. The files of a date have names in the order of their keys.
     *
     * @param parts in the order of their keys, of which the first is the date
     */
    static List<Piece> of(List<Part> parts) {
        List<Piece> pieces = new ArrayList<>();
        long date = 0;
        int ofDate = 0;
        for (Part part : parts) {
            ofDate = !pieces.isEmpty() && part.firstKey() == date ? ofDate + 1 : 0;
            date = part.firstKey();
            pieces.add(new Piece(part.range(), file(date, ofDate)));
        }
        return pieces;
    }

    /**
     * The path of a file in the directory of a table.
     *
     * @param day days since 1970-01-01
     */
    static String file(long day, int number) {
        return String.format(Locale.ROOT, "trade_date=%s/part-%05d.parquet", LocalDate.ofEpochDay(day), number);
    }
}
