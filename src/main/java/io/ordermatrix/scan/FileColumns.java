package io.ordermatrix.scan;

import io.ordermatrix.csv.Numbers;
import io.ordermatrix.csv.PlainIntegers;
import io.ordermatrix.csv.RowBlock;
import io.ordermatrix.field.ValidText;
import io.ordermatrix.input.Header;
import io.ordermatrix.order.OrderColumn;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Reads optional columns into a batch of kept rows. */
public final class FileColumns {
    private final List<FileColumn> columns;
    /** For each column, the field of the file that holds it; negative if none does. */
    private final int[] fields;
    /** For each column that no field has, the value of every row; null for none. */
    private final Long[] constants;

    private final PlainIntegers plain = new PlainIntegers(RowBatch.CAPACITY);
    private final ValidText text = new ValidText();

    public FileColumns(List<FileColumn> columns) {
        this.columns = List.copyOf(columns);
        fields = new int[columns.size()];
        constants = new Long[columns.size()];
    }

    /** Continues with another file. */
    void begin(Header header) {
        for (int at = 0; at < fields.length; at++) {
            fields[at] = header.find(columns.get(at).name()).orElse(-1);
            OptionalLong constant = header.constant(columns.get(at).name());
            boolean isNull =
                    constant.isEmpty() || (columns.get(at).isQuote() && constant.getAsLong() == OrderColumn.NO_PRICE);
            constants[at] = isNull ? null : (Long) constant.getAsLong();
        }
    }

    /** Reads the rows of a batch. Text is not copied but stays in the block, unless some of it is not UTF-8. */
    void read(RowBlock block, RowBatch batch) {
        if (fields.length == 0) {
            return;
        }
        batch.clearOthers();
        batch.setText(block.bytes());
        boolean areTextsValid = true;
        for (int at = 0; at < fields.length; at++) {
            if (constants[at] != null) {
                Arrays.fill(batch.other(at), 0, batch.size(), constants[at]);
            } else if (fields[at] < 0) {
                putNulls(batch, at);
            } else if (columns.get(at).isText()) {
                areTextsValid &= putTexts(block, batch, at);
            } else {
                putNumbers(block, batch, at);
            }
        }
        if (!areTextsValid) {
            gatherTexts(block, batch);
        }
    }

    private static void putNulls(RowBatch batch, int column) {
        for (int row = 0; row < batch.size(); row++) {
            batch.putNull(column, row);
        }
    }

    /** Puts texts where they are; false if one of them is not UTF-8. */
    private boolean putTexts(RowBlock block, RowBatch batch, int column) {
        boolean areValid = true;
        for (int row = 0; row < batch.size(); row++) {
            int start = block.start(batch.blockRows()[row], fields[column]);
            int end = block.end(batch.blockRows()[row], fields[column]);
            batch.putText(column, row, start, end - start);
            areValid &= ValidText.isValid(block.bytes(), start, end);
        }
        return areValid;
    }

    /** Puts all texts again, as UTF-8. */
    private void gatherTexts(RowBlock block, RowBatch batch) {
        text.clear();
        for (int at = 0; at < fields.length; at++) {
            for (int row = 0; columns.get(at).isText() && fields[at] >= 0 && row < batch.size(); row++) {
                int blockRow = batch.blockRows()[row];
                text.add(block.bytes(), block.start(blockRow, fields[at]), block.end(blockRow, fields[at]));
                batch.putText(at, row, text.start(), text.length());
            }
        }
        batch.setText(text.bytes());
    }

    private void putNumbers(RowBlock block, RowBatch batch, int column) {
        int field = fields[column];
        long[] values = batch.other(column);
        int others = plain.parseShort(block, batch.blockRows(), batch.size(), field, values);
        for (int other = 0; other < others; other++) {
            putNumber(block, batch, column, plain.others()[other]);
        }
        long largest = columns.get(column).type().largest();
        for (int row = 0; row < batch.size(); row++) {
            if (values[row] > largest) {
                putNumber(block, batch, column, row);
            }
        }
    }

    private void putNumber(RowBlock block, RowBatch batch, int column, int row) {
        int blockRow = batch.blockRows()[row];
        int field = fields[column];
        putNumber(batch, column, row, block.bytes(), block.start(blockRow, field), block.end(blockRow, field));
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
