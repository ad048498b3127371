package io.ordermatrix.scan;

import static io.ordermatrix.scan.OrderSlots.EXCHANGEORDERTYPE;
import static io.ordermatrix.scan.OrderSlots.LEAVESQUANTITY;
import static io.ordermatrix.scan.OrderSlots.NEEDED;
import static io.ordermatrix.scan.OrderSlots.ORDERSTATUS;
import static io.ordermatrix.scan.OrderSlots.ORDER_ID;
import static io.ordermatrix.scan.OrderSlots.PARTICIPANTID;
import static io.ordermatrix.scan.OrderSlots.PRICE;
import static io.ordermatrix.scan.OrderSlots.QUANTITY;
import static io.ordermatrix.scan.OrderSlots.SECURITY_CODE;
import static io.ordermatrix.scan.OrderSlots.SIDE;
import static io.ordermatrix.scan.OrderSlots.TIMESTAMP;
import static io.ordermatrix.scan.OrderSlots.TOTALMATCHEDQUANTITY;

import io.ordermatrix.csv.DigitFields;
import io.ordermatrix.csv.Numbers;
import io.ordermatrix.csv.PlainIntegers;
import io.ordermatrix.csv.RowBlock;
import io.ordermatrix.field.FieldReader;
import io.ordermatrix.field.FieldReaders;
import io.ordermatrix.input.Header;
import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.OrderColumn;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Reads needed columns of a block's rows into a batch, column by column.
 *
 * <p>This class is ugly for speed. It does not use a single loop for all kinds of numbers, which would make a call with
 * five possible targets a hundred million times a second. A loop over one column of a thousand rows is small enough for
 * the compiler to optimize well, and only a column with invalid values is searched for them.
 */
final class ColumnParsers {
    private static final int CONSTANT = -1;

    private final RowBatch batch;
    private final FeedFormat format;
    private final FieldReaders readers;
    private final boolean hasPlainPrices;
    /** The readers of securities and sides that are texts; null if they are numbers. */
    private final FieldReader securityNames;

    private final FieldReader sideWords;
    private final PlainIntegers plain = new PlainIntegers(RowBatch.CAPACITY);
    private final int[] allRows = IntStream.range(0, RowBatch.CAPACITY).toArray();
    private final InvalidRows invalidRows;
    /** For each slot, the field of the file that holds it; {@link #CONSTANT} if none does. */
    private final int[] fields = new int[NEEDED];
    /** For each slot that no field has, the value of every row. */
    private final long[] constants = new long[NEEDED];

    private int lastField;

    ColumnParsers(RowBatch batch, FeedFormat format) {
        this.batch = batch;
        this.format = format;
        readers = new FieldReaders(format);
        hasPlainPrices = format.fields().priceExponent() == 0;
        securityNames = readers.of(OrderColumn.SECURITY_CODE).orElse(null);
        sideWords = readers.of(OrderColumn.SIDE).orElse(null);
        invalidRows = new InvalidRows(batch, fields, format, readers);
    }

    /** Continues with another file. */
    void begin(Header header) {
        for (int slot = 0; slot < NEEDED; slot++) {
            OptionalLong constant = header.constant(OrderSlots.column(slot).columnName());
            fields[slot] = constant.isPresent() ? CONSTANT : header.field(OrderSlots.column(slot));
            constants[slot] = constant.orElse(0);
        }
        readers.timestamps().begin(header.midnight());
        lastField = header.fieldCount() - 1;
    }

    /** Whether digits, if they are few enough, are all that a valid field of a column needs, or almost; see {@link #readDigits}. */
    boolean takesDigits(int slot) {
        return fields[slot] != CONSTANT
                && slot != TIMESTAMP
                && (slot == PRICE
                        ? hasPlainPrices
                        : readers.of(OrderSlots.column(slot)).isEmpty());
    }

    /** The fields of columns that {@linkplain #takesDigits take digits}. */
    DigitFields digitFields(BitSet slots) {
        DigitFields digits = new DigitFields(lastField + 1);
        slots.stream().forEach(slot -> {
            if (slot == ORDER_ID) {
                digits.addLong(fields[slot]);
            } else {
                digits.addShort(fields[slot], OrderSlots.column(slot).type().largest());
            }
        });
        return digits;
    }

    /** Reads columns, not that of order IDs, whose fields are known to hold few enough digits; of these, only a side may be invalid. */
    void readDigits(RowBlock block, int[] slots) {
        int[] digitFields = new int[slots.length];
        long[][] columns = new long[slots.length][];
        boolean anySides = false;
        for (int at = 0; at < slots.length; at++) {
            digitFields[at] = fields[slots[at]];
            columns[at] = batch.column(slots[at]);
            anySides |= slots[at] == SIDE;
        }
        PlainIntegers.readShort(block, batch.blockRows(), batch.size(), digitFields, columns);
        if (anySides) {
            checkSides(block);
        }
    }

    /** The rows with invalid values in the columns parsed since invalid rows were last rejected. */
    InvalidRows invalidRows() {
        return invalidRows;
    }

    void parse(RowBlock block, int[] slots) {
        for (int slot : slots) {
            if (fields[slot] == CONSTANT) {
                Arrays.fill(batch.column(slot), 0, batch.size(), constants[slot]);
            } else {
                parse(block, slot);
            }
        }
    }

    private void parse(RowBlock block, int slot) {
        switch (slot) {
            case ORDER_ID -> parseLongs(block);
            case TIMESTAMP -> parseTimestamps(block);
            case SECURITY_CODE -> parseSecurities(block);
            case PARTICIPANTID -> parseShorts(block, slot, Integer.MIN_VALUE);
            case QUANTITY, LEAVESQUANTITY, TOTALMATCHEDQUANTITY -> parseShorts(block, slot, 0);
            case EXCHANGEORDERTYPE -> parseOrderTypes(block);
            case PRICE -> parsePrices(block);
            case SIDE -> parseSides(block);
            case ORDERSTATUS -> parseDigits(block, slot);
            default -> throw new IllegalArgumentException("not a column of files: " + OrderSlots.column(slot));
        }
    }

    /** A column whose numbers usually have 17 to 19 digits, like nanoseconds since 1970. */
    private void parseLongs(RowBlock block) {
        int others = plain.parseLong(block, batch.blockRows(), batch.size(), fields[ORDER_ID], batch.column(ORDER_ID));
        parseIntegers(block, ORDER_ID, plain.others(), others, Long.MAX_VALUE, Long.MIN_VALUE);
    }

    /** Makes them nanoseconds. */
    private void parseTimestamps(RowBlock block) {
        long[] column = batch.column(TIMESTAMP);
        boolean anyInvalid;
        if (readers.timestamps().areNanos()) {
            int others = plain.parseLong(block, batch.blockRows(), batch.size(), fields[TIMESTAMP], column);
            anyInvalid = readIntegers(block, TIMESTAMP, plain.others(), others, Long.MAX_VALUE, Long.MIN_VALUE);
        } else {
            anyInvalid = read(block, TIMESTAMP, allRows, batch.size(), readers.timestamps());
        }
        long earliest = format.earliest();
        long latest = format.latest();
        for (int row = 0; row < batch.size(); row++) {
            anyInvalid |= column[row] < earliest || column[row] > latest;
        }
        if (anyInvalid) {
            invalidRows.mark(block, TIMESTAMP);
        }
    }

    private void parseSecurities(RowBlock block) {
        if (securityNames == null) {
            parseShorts(block, SECURITY_CODE, Integer.MIN_VALUE);
        } else if (read(block, SECURITY_CODE, allRows, batch.size(), securityNames)) {
            invalidRows.mark(block, SECURITY_CODE);
        }
    }

    /** A column of INTs, which can't overflow with eight digits. */
    private void parseShorts(RowBlock block, int slot, long lowest) {
        int others = plain.parseShort(block, batch.blockRows(), batch.size(), fields[slot], batch.column(slot));
        parseIntegers(block, slot, plain.others(), others, Integer.MAX_VALUE, lowest);
    }

    private void parseOrderTypes(RowBlock block) {
        long[] column = batch.column(EXCHANGEORDERTYPE);
        int others = plain.parseShort(block, batch.blockRows(), batch.size(), fields[EXCHANGEORDERTYPE], column);
        long highest = 0;
        for (int row = 0; row < batch.size(); row++) {
            highest = Math.max(highest, column[row]);
        }
        boolean allFit = highest <= Short.MAX_VALUE;
        int[] rows = allFit ? plain.others() : allRows;
        int count = allFit ? others : batch.size();
        parseIntegers(block, EXCHANGEORDERTYPE, rows, count, Short.MAX_VALUE, Short.MIN_VALUE);
    }

    /** Parses integers of any form in some rows. */
    private void parseIntegers(RowBlock block, int slot, int[] rows, int count, long limit, long lowest) {
        if (readIntegers(block, slot, rows, count, limit, lowest)) {
            invalidRows.mark(block, slot);
        }
    }

    /** Whether any of these integers can't be read or is too low. */
    private boolean readIntegers(RowBlock block, int slot, int[] rows, int count, long limit, long lowest) {
        byte[] bytes = block.bytes();
        int[] ends = block.ends();
        int[] blockRows = batch.blockRows();
        long[] column = batch.column(slot);
        int field = fields[slot];
        boolean isLast = field == lastField;
        boolean anyInvalid = false;
        for (int each = 0; each < count; each++) {
            int row = rows[each];
            int at = block.first(blockRows[row]) + field;
            int end = isLast ? block.end(blockRows[row], field) : ends[at];
            long value = Numbers.integer(bytes, ends[at - 1] + 1, end, limit);
            column[row] = value;
            anyInvalid |= value == Numbers.NONE || value < lowest;
        }
        return anyInvalid;
    }

    private void parseDigits(RowBlock block, int slot) {
        byte[] bytes = block.bytes();
        int[] ends = block.ends();
        int[] blockRows = batch.blockRows();
        long[] column = batch.column(slot);
        int field = fields[slot];
        boolean isLast = field == lastField;
        boolean none = false;
        for (int row = 0; row < batch.size(); row++) {
            int at = block.first(blockRows[row]) + field;
            int end = isLast ? block.end(blockRows[row], field) : ends[at];
            long value = Numbers.digit(bytes, ends[at - 1] + 1, end, Byte.MAX_VALUE);
            column[row] = value;
            none |= value == Numbers.NONE;
        }
        if (none) {
            invalidRows.mark(block, slot);
        }
    }

    private void parseSides(RowBlock block) {
        if (sideWords != null) {
            if (read(block, SIDE, allRows, batch.size(), sideWords)) {
                invalidRows.mark(block, SIDE);
            }
            return;
        }
        parseDigits(block, SIDE);
        checkSides(block);
    }

    private void checkSides(RowBlock block) {
        long[] column = batch.column(SIDE);
        long others = 0;
        for (int row = 0; row < batch.size(); row++) {
            others |= (column[row] - 1) & ~1L;
        }
        if (others != 0) {
            invalidRows.mark(block, SIDE);
        }
    }

    private void parsePrices(RowBlock block) {
        int others = hasPlainPrices
                ? plain.parseShort(block, batch.blockRows(), batch.size(), fields[PRICE], batch.column(PRICE))
                : batch.size();
        int[] rows = hasPlainPrices ? plain.others() : allRows;
        if (read(block, PRICE, rows, others, readers.of(OrderColumn.PRICE).orElseThrow())) {
            invalidRows.mark(block, PRICE);
        }
    }

    /** Reads the fields of a column in some rows. Returns whether any may be invalid. */
    private boolean read(RowBlock block, int slot, int[] rows, int count, FieldReader reader) {
        byte[] bytes = block.bytes();
        int[] ends = block.ends();
        int[] blockRows = batch.blockRows();
        long[] column = batch.column(slot);
        int field = fields[slot];
        boolean isLast = field == lastField;
        boolean none = false;
        for (int each = 0; each < count; each++) {
            int row = rows[each];
            int at = block.first(blockRows[row]) + field;
            int end = isLast ? block.end(blockRows[row], field) : ends[at];
            long value = reader.read(bytes, ends[at - 1] + 1, end);
            column[row] = value;
            none |= value == Numbers.NONE;
        }
        return none;
    }
}
