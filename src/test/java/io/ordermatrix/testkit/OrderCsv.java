package io.ordermatrix.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes small order files, one row at a time, as variations of a valid row. */
public final class OrderCsv {
    public static final ZoneId SYDNEY = ZoneId.of("Australia/Sydney");

    private final List<Map<String, String>> rows = new ArrayList<>();

    public static Map<String, String> validRow() {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("order_id", "7904794000123881961");
        row.put("timestamp", Long.toString(timestamp("2024-09-05T12:00:00")));
        row.put("security_code", "110621");
        row.put("price", "3500");
        row.put("side", "1");
        row.put("quantity", "1000");
        row.put("leavesquantity", "600");
        row.put("totalmatchedquantity", "400");
        row.put("exchangeordertype", "0");
        row.put("participantid", "69");
        row.put("orderstatus", "1");
        return row;
    }

    /** Nanoseconds since 1970-01-01 UTC of a local time in Sydney; the earlier one if it is ambiguous. */
    public static long timestamp(String local) {
        ZonedDateTime time = LocalDateTime.parse(local).atZone(SYDNEY);
        return ChronoUnit.NANOS.between(Instant.EPOCH, time.toInstant());
    }

    /** Adds a valid row with other values in some columns: name, value, name, value. */
    public OrderCsv row(Object... changes) {
        Map<String, String> row = validRow();
        for (int at = 0; at < changes.length; at += 2) {
            row.put(changes[at].toString(), changes[at + 1].toString());
        }
        rows.add(row);
        return this;
    }

    public String text() {
        StringBuilder text = new StringBuilder(String.join(",", validRow().keySet())).append('\n');
        rows.forEach(row -> text.append(String.join(",", row.values())).append('\n'));
        return text.toString();
    }

    public Path writeTo(Path file) throws IOException {
        return Files.writeString(file, text(), StandardCharsets.UTF_8);
    }
}
