package io.ordermatrix.csv;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Rows like those of an order feed, always the same: 30 columns, most of them short numbers. */
final class SampleRows {
    static final int COLUMNS = 30;

    static final int ORDER_ID = 0;
    static final int TIMESTAMP = 2;
    static final int SECURITY = 3;
    static final int PRICE = 4;
    static final int SIDE = 5;
    static final int STATUS = 7;
    static final int QUANTITY = 8;
    static final int LEAVES_QUANTITY = 9;
    static final int ORDER_TYPE = 11;
    static final int PARTICIPANT = 16;
    static final int MATCHED_QUANTITY = 23;

    private static final String[] TYPES = {"0", "64", "256", "2048", "4096", "4098"};
    private static final String[] VALIDITIES = {"Current Max", "Good For Day", "Immediate"};

    private SampleRows() {}

    /** As many whole rows as fit into this many bytes. */
    static byte[] make(int bytes) {
        Random random = new Random(20240905);
        StringBuilder rows = new StringBuilder(bytes);
        int end = 0;
        long timestamp = 1725483605044400453L;
        while (rows.length() <= bytes) {
            end = rows.length();
            timestamp += random.nextInt(50_000_000);
            int quantity = random.nextInt(4) == 0 ? random.nextInt(100_000) : 100 * (1 + random.nextInt(30));
            int matched = random.nextInt(3) == 0 ? random.nextInt(quantity + 1) : 0;
            int price = 3000 + 10 * random.nextInt(90);
            long[] before = {
                7900000000000000000L + random.nextInt() * 1000L,
                3,
                timestamp,
                110_000 + random.nextInt(700),
                price,
                1 + random.nextInt(2),
                1 + random.nextInt(6),
                1 + random.nextInt(2),
                quantity,
                quantity - matched,
                1
            };
            for (long value : before) {
                rows.append(value).append(',');
            }
            rows.append(TYPES[random.nextInt(TYPES.length)]).append(',');
            long[] after = {
                price - 10,
                price + 10,
                price - 10,
                price + 10,
                1 + random.nextInt(120),
                0,
                random.nextInt(3),
                0,
                0,
                random.nextInt(9_000_000),
                0,
                matched,
                0,
                0
            };
            for (long value : after) {
                rows.append(value).append(',');
            }
            rows.append(VALIDITIES[random.nextInt(VALIDITIES.length)]).append(',');
            rows.append(random.nextInt(5000)).append(",1536,2024-09-05\n");
        }
        return rows.substring(0, end).getBytes(StandardCharsets.US_ASCII);
    }
}
