package io.ordermatrix.synthetic;

import io.ordermatrix.order.OrderColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes events as lines of {@link FeedLayout}, through one reused buffer.
 *
 * <p>This class is ugly for speed: numbers are written as pairs of digits and never become objects, and nothing checks
 * that a row fits, since the longest possible row is far shorter than the space reserved for it.
 */
final class RowWriter {
    private static final int BUFFER_BYTES = 1 << 18;
    /** More than 29 fields of 20 characters, even if one of them is damaged. */
    private static final int ROOM_FOR_ROW = 1024;

    private static final int EXCHANGE = 3;
    private static final int ORDER_TYPE = 1;
    private static final int TRIGGER_CONDITION = 0;
    private static final int STATUS_ON_BOOK = 1;
    private static final int STATUS_ENDED = 2;

    private static final long BILLION = 1_000_000_000L;
    private static final byte[] NO_PRICE = ascii(Long.toString(OrderColumn.NO_PRICE));
    /** 00, 01 to 99, two bytes each. */
    private static final byte[] PAIRS = pairs();

    private final OutputStream output;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int rowStart;
    private long flushedBytes;

    RowWriter(OutputStream output) {
        this.output = output;
    }

    /** Bytes written, including those in the buffer. */
    long bytes() {
        return flushedBytes + position;
    }

    void writeHeader() {
        writeLine(FeedLayout.header());
    }

    /**
     * Writes an order as it is after an event.
     *
     * @param timestamp nanoseconds since 1970-01-01 UTC
     * @param sequence the event's number within its date
     */
    void writeEvent(OrderLife order, long timestamp, long sequence) throws IOException {
        if (position > BUFFER_BYTES - ROOM_FOR_ROW) {
            flush();
        }
        rowStart = position;
        OrderTerms terms = order.terms();
        Security security = terms.security();
        Change change = order.lastChange();
        TimeValidity validity = change == Change.PURGED ? TimeValidity.PURGED : terms.validity();

        field(terms.orderId());
        field(EXCHANGE);
        field(timestamp);
        field(security.code());
        field(order.price());
        field(terms.side().code());
        field(change.code());
        field(order.outcome().isPresent() ? STATUS_ENDED : STATUS_ON_BOOK);
        field(order.quantity());
        field(order.leaves());
        field(ORDER_TYPE);
        field(terms.exchangeOrderType());
        quoteField(security.nationalBid());
        quoteField(security.nationalOffer());
        quoteField(security.bid());
        quoteField(security.offer());
        field(terms.participant());
        field(terms.preferenceOnly());
        field(terms.midTick());
        field(terms.singleFillMinimumQuantity());
        field(Math.min(terms.minimumQuantity(), order.quantity()));
        field(sequence);
        field(terms.crossingKey());
        field(order.matched());
        field(terms.shortSell() ? order.quantity() : 0);
        field(TRIGGER_CONDITION);
        field(validity.text());
        field(security.countRow());
        field(validity.code());
        buffer[position - 1] = '\n';
    }

    /** The fields of the row written last; none of them is quoted. */
    List<String> lastRow() {
        String row = new String(buffer, rowStart, position - 1 - rowStart, StandardCharsets.US_ASCII);
        return List.of(row.split(",", -1));
    }

    /** Replaces the row written last by a line. */
    void replaceLastRow(String line) {
        position = rowStart;
        writeLine(line);
    }

    /** Flushes everything to the stream, which stays open. */
    void finish() throws IOException {
        flush();
        output.flush();
    }

    private void writeLine(String line) {
        bytes(ascii(line));
        buffer[position++] = '\n';
    }

    private void flush() throws IOException {
        output.write(buffer, 0, position);
        flushedBytes += position;
        position = 0;
    }

    private void quoteField(long price) {
        if (price == OrderColumn.NO_PRICE) {
            bytes(NO_PRICE);
            buffer[position++] = ',';
        } else {
            field(price);
        }
    }

    private void field(String ascii) {
        for (int index = 0; index < ascii.length(); index++) {
            buffer[position++] = (byte) ascii.charAt(index);
        }
        buffer[position++] = ',';
    }

    private void field(long number) {
        if (number < BILLION) {
            upToNineDigits((int) number);
        } else {
            longDigits(number);
        }
        buffer[position++] = ',';
    }

    private void bytes(byte[] text) {
        System.arraycopy(text, 0, buffer, position, text.length);
        position += text.length;
    }

    private void longDigits(long number) {
        long high = number / BILLION;
        int low = (int) (number - high * BILLION);
        if (high < BILLION) {
            upToNineDigits((int) high);
        } else {
            int highest = (int) (high / BILLION);
            upToNineDigits(highest);
            position += 9;
            digitsBefore(position, (int) (high - highest * BILLION), 9);
        }
        position += 9;
        digitsBefore(position, low, 9);
    }

    private void upToNineDigits(int number) {
        if (number < 10) {
            buffer[position++] = (byte) ('0' + number);
            return;
        }
        int digits = digitCount(number);
        position += digits;
        digitsBefore(position, number, digits);
    }

    /** Writes this many digits of a number, with leading zeros, so that they end before a position. */
    private void digitsBefore(int end, int number, int digits) {
        int rest = number;
        int at = end;
        for (int left = digits; left > 1; left -= 2) {
            int quotient = rest / 100;
            int pair = (rest - quotient * 100) << 1;
            buffer[--at] = PAIRS[pair + 1];
            buffer[--at] = PAIRS[pair];
            rest = quotient;
        }
        if ((digits & 1) == 1) {
            buffer[--at] = (byte) ('0' + rest);
        }
    }

    private static int digitCount(int number) {
        if (number < 10_000) {
            return number < 100 ? 2 : number < 1_000 ? 3 : 4;
        }
        if (number < 1_000_000) {
            return number < 100_000 ? 5 : 6;
        }
        return number < 10_000_000 ? 7 : number < 100_000_000 ? 8 : 9;
    }

    private static byte[] pairs() {
        StringBuilder text = new StringBuilder();
        for (int number = 0; number < 100; number++) {
            text.append(number / 10).append(number % 10);
        }
        return ascii(text.toString());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
