package io.ordermatrix.source;

import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.RejectReason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a file of orders the slowest and plainest way: whole, line by line, character by character. No selection, prices
 * without decimals.
 */
final class ScalarOrders {
    /** What each line is: a kept event's needed values, or a reject. */
    final List<List<Long>> events = new ArrayList<>();

    final List<String> rejects = new ArrayList<>();
    int lines;
    int blank;

    static ScalarOrders read(byte[] bytes) {
        ScalarOrders orders = new ScalarOrders();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int start = 0;
        List<String> header = null;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            String line = text.substring(start, end);
            line = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            orders.lines++;
            if (header == null) {
                header = split(line.startsWith("\u00EF\u00BB\u00BF") ? line.substring(3) : line);
            } else {
                orders.addLine(line, header, start);
            }
            start = end + 1;
        }
        return orders;
    }

    private void addLine(String line, List<String> header, int offset) {
        if (line.isEmpty()) {
            blank++;
            return;
        }
        List<String> fields = split(line);
        String reason = fields == null ? "quote" : fields.size() != header.size() ? "field_count" : null;
        List<Long> values = new ArrayList<>();
        for (OrderColumn column : OrderColumn.needed()) {
            if (reason == null) {
                reason = read(fields.get(header.indexOf(column.columnName())), column, values);
            }
        }
        if (reason == null) {
            events.add(values);
        } else {
            rejects.add(lines + " " + offset + " " + RejectReason.parse(reason));
        }
    }

    private static String read(String field, OrderColumn column, List<Long> values) {
        String name = ":" + column.columnName();
        String text = field.replaceAll("^ +", "").replaceAll(" +$", "");
        if (text.isEmpty()) {
            return "missing" + name;
        }
        boolean isPrice = column == OrderColumn.PRICE;
        if (!text.matches(isPrice ? "[+-]?[0-9]+([.][0-9]+)?" : "[+-]?[0-9]+")) {
            return "not_a_number" + name;
        }
        BigInteger whole = new BigDecimal(text).toBigInteger();
        long largest = column.type().largest();
        if (whole.compareTo(BigInteger.valueOf(largest)) > 0 || whole.compareTo(BigInteger.valueOf(-largest - 1)) < 0) {
            return "overflow" + name;
        }
        if (column.isShareQuantity() && whole.signum() < 0) {
            return "negative" + name;
        }
        if (text.contains(".") && !text.substring(text.indexOf('.') + 1).matches("0+")) {
            return "precision" + name;
        }
        long value = whole.longValueExact();
        if (column == OrderColumn.SIDE && value != 1 && value != 2) {
            return "side";
        }
        values.add(value);
        return null;
    }

    /** The fields by RFC 4180, or null. */
    private static List<String> split(String line) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            StringBuilder field = new StringBuilder();
            if (at < line.length() && line.charAt(at) == '"') {
                at++;
                while (true) {
                    if (at == line.length()) {
                        return null;
                    }
                    char next = line.charAt(at++);
                    if (next != '"') {
                        field.append(next);
                    } else if (at < line.length() && line.charAt(at) == '"') {
                        field.append('"');
                        at++;
                    } else {
                        break;
                    }
                }
                if (at < line.length() && line.charAt(at) != ',') {
                    return null;
                }
            } else {
                while (at < line.length() && line.charAt(at) != ',') {
                    if (line.charAt(at) == '"') {
                        return null;
                    }
                    field.append(line.charAt(at++));
                }
            }
            fields.add(field.toString());
            if (at == line.length()) {
                return fields;
            }
            at++;
        }
    }
}
