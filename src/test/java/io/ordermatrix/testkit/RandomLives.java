package io.ordermatrix.testkit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A feed of orders that are entered, carried over, amended, traded, bounced, cancelled, purged and lost, with the feed's codes;
 * the same seed gives the same feed.
 *
 * @param text the file
 * @param damagedText the same with damaged rows in between
 */
public record RandomLives(String text, String damagedText) {
    private static final String HEADER = "order_id,timestamp,security_code,price,side,quantity,leavesquantity,"
            + "totalmatchedquantity,exchangeordertype,participantid,orderstatus,changereason,bid,offer,national_bid,"
            + "national_offer,timevaliditydecoded";
    private static final LocalDate FIRST = LocalDate.of(2024, 10, 4);
    private static final int ON_BOOK = 1;
    private static final int OFF_BOOK = 2;
    private static final int[] ENDS = {1, 10, 19, 24, 26, 9, 15, 20, 23, 27, 34, 35, 43, 51, 4, 21, 8, 38};

    /** A row and its place in the file. */
    private record Row(long place, String fields) {}

    public static RandomLives of(long seed) {
        Random random = Fuzz.random(seed);
        List<Row> rows = new ArrayList<>();
        int orders = 1 + random.nextInt(400);
        for (int order = 0; order < orders; order++) {
            new Life(random, 7_904_794_000_000_000_000L + random.nextInt(3) * 1_000_000_000_000L + random.nextInt(500))
                    .live(rows);
        }
        rows.sort(Comparator.comparingLong(Row::place));
        return new RandomLives(text(rows, random, false), text(rows, random, true));
    }

    private static String text(List<Row> rows, Random random, boolean isDamaged) {
        return rows.stream()
                .map(row -> (isDamaged && random.nextInt(20) == 0 ? "1,2,3\n" : "") + row.fields())
                .collect(Collectors.joining("\n", HEADER + "\n", "\n"));
    }

    /** One order. */
    private static final class Life {
        private final Random random;
        private final long order;
        private final int security;
        private final int participant;
        private final int side;
        private final int type;
        private int price;
        private int quantity;
        private int leaves;
        private int matched;
        private long timestamp;

        Life(Random random, long order) {
            this.random = random;
            this.order = order;
            security = 1 + random.nextInt(3);
            participant = random.nextInt(5);
            side = 1 + random.nextInt(2);
            type = new int[] {0, 64, 2048, 4096, 4098}[random.nextInt(5)];
            price = random.nextInt(20) == 0 ? 0 : 100 + random.nextInt(10);
            quantity = 1 + random.nextInt(10_000);
            leaves = quantity;
            timestamp = OrderCsv.timestamp(FIRST.plusDays(random.nextInt(4)) + "T10:00:00") + random.nextInt(100_000);
        }

        void live(List<Row> rows) {
            if (random.nextInt(5) == 0) {
                matched = random.nextInt(quantity);
                leaves = quantity - matched;
                add(rows, ON_BOOK, random.nextInt(3) == 0 ? 3 : 30);
            } else {
                add(rows, OFF_BOOK, 6);
                if (random.nextInt(8) == 0) {
                    add(rows, OFF_BOOK, random.nextBoolean() ? 6 : 9);
                    return;
                }
                if (random.nextInt(10) > 0) {
                    add(rows, ON_BOOK, random.nextInt(15) == 0 ? 29 : 6);
                }
            }
            int events = random.nextInt(6);
            for (int event = 0; event < events && leaves > 0; event++) {
                advance(rows);
            }
        }

        private void advance(List<Row> rows) {
            // Several events can have one time.
            timestamp += random.nextInt(4) * 7919L * random.nextInt(1_000_000);
            switch (random.nextInt(5)) {
                case 0 -> {
                    price = 100 + random.nextInt(10);
                    quantity += random.nextInt(100);
                    leaves = quantity - matched;
                    add(rows, ON_BOOK, 5);
                }
                case 1, 2 -> {
                    int traded = random.nextBoolean() ? leaves : 1 + random.nextInt(leaves);
                    matched += traded;
                    leaves -= traded;
                    add(rows, leaves == 0 || random.nextInt(10) == 0 ? OFF_BOOK : ON_BOOK, 3);
                }
                case 3 -> add(rows, random.nextInt(6), ENDS[random.nextInt(ENDS.length)]);
                default -> timestamp += 86_400_000_000_000L * random.nextInt(2);
            }
        }

        private void add(List<Row> rows, int status, int reason) {
            String shownReason = random.nextInt(40) == 0 ? "" : Integer.toString(reason);
            // Nearly in the order of time, as files are.
            rows.add(new Row(
                    timestamp + random.nextInt(3000),
                    String.join(
                            ",",
                            List.of(
                                    Long.toString(order),
                                    Long.toString(timestamp),
                                    Integer.toString(security),
                                    Integer.toString(price),
                                    Integer.toString(side),
                                    Integer.toString(quantity),
                                    Integer.toString(leaves),
                                    Integer.toString(matched),
                                    Integer.toString(type),
                                    Integer.toString(participant),
                                    Integer.toString(status),
                                    shownReason,
                                    quote(),
                                    quote(),
                                    quote(),
                                    quote(),
                                    random.nextBoolean() ? "Rest of Day" : ""))));
        }

        private String quote() {
            return switch (random.nextInt(10)) {
                case 0 -> "-9223372036854775808";
                case 1 -> "";
                default -> Integer.toString(100 + random.nextInt(10));
            };
        }
    }
}
