package io.ordermatrix.scan;

import io.ordermatrix.csv.Numbers;
import io.ordermatrix.csv.RowBlock;
import io.ordermatrix.input.Header;
import io.ordermatrix.order.OrderColumn;
import java.util.List;

/** Reads optional columns into a batch of kept rows. */
public final class FileColumns {
    private final List<FileColumn> columns;
    /** For each column, the field of the file that holds it; negative if none does. */
    private final int[] fields;

    public FileColumns(List<FileColumn> columns) {
        this.columns = List.copyOf(columns);
        fields = new int[columns.size()];
    }

    /** Continues with another file. */
    void begin(Header header) {
        for (int at = 0; at < fields.length; at++) {
            fields[at] = header.find(columns.get(at).name()).orElse(-1);
        }
    }

    /** Reads the rows of a batch. Text is not copied but stays in the block. */
    void read(RowBlock block, RowBatch batch) {
        if (fields.length == 0) {
            return;
        }
        batch.clearOthers();
        batch.setText(block.bytes());
        int[] blockRows = batch.blockRows();
        for (int at = 0; at < fields.length; at++) {
            for (int row = 0; row < batch.size(); row++) {
                if (fields[at] < 0) {
                    batch.putNull(at, row);
                } else {
                    put(
                            batch,
                            at,
                            row,
                            block.bytes(),
                            block.start(blockRows[row], fields[at]),
                            block.end(blockRows[row], fields[at]));
                }
            }
        }
    }

    private void put(RowBatch batch, int column, int row, byte[] bytes, int start, int end) {
        if (columns.get(column).isText()) {
            batch.putText(column, row, start, end - start);
        } else {
            putNumber(batch, column, row, bytes, start, end);
        }
    }

    /** Puts the value of a field that should be a number into a row, or null if it isn't one. */
    public void putNumber(RowBatch batch, int column, int row, byte[] bytes, int start, int end) {
        FileColumn known = columns.get(column);
        long limit = known.type().largest();
        long value = Numbers.integer(bytes, start, end, limit);
        boolean isNumber =
                value != Numbers.NONE || Numbers.integerOutcome(bytes, start, end, limit) == Numbers.Outcome.VALUE;
        if (!isNumber || (known.isQuote() && value == OrderColumn.NO_PRICE)) {
            batch.putNull(column, row);
        } else {
            batch.other(column)[row] = value;
        }
    }
}
