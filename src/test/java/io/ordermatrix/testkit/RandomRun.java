package io.ordermatrix.testkit;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A run of the job on a file without rejects; the same seed gives the same run.
 *
 * @param text the file
 * @param options of the command line: a selection, and sometimes chunks of a few KiB
 * @param condition the selection in SQL
 */
public record RandomRun(String text, List<String> options, String condition) {
    /** Sydney's clocks change on one of the days that follow. */
    private static final List<LocalDate> FIRST_DATES =
            List.of(LocalDate.of(2024, 4, 5), LocalDate.of(2024, 10, 4), LocalDate.of(2024, 6, 3));

    private static final int DAYS = 4;
    private static final int[] ORDER_TYPES = {0, 64, 256, 2048, 4096, 4098};

    public static RandomRun of(long seed) {
        Random random = Fuzz.random(seed);
        LocalDate first = FIRST_DATES.get(random.nextInt(FIRST_DATES.size()));
        int securities = 1 + random.nextInt(40);
        int participants = 1 + random.nextInt(10);
        List<String> options = new ArrayList<>();
        List<String> conditions = new ArrayList<>(List.of("TRUE"));
        int firstDay = random.nextInt(DAYS);
        if (random.nextInt(3) == 0) {
            LocalDate from = first.plusDays(firstDay);
            options.addAll(List.of("--from", from.toString()));
            conditions.add("trade_date >= DATE '" + from + "'");
        }
        if (random.nextInt(3) == 0) {
            // A range that ends before it begins is an error; that is tested elsewhere.
            LocalDate to = first.plusDays(firstDay + random.nextInt(DAYS - firstDay));
            options.addAll(List.of("--to", to.toString()));
            conditions.add("trade_date <= DATE '" + to + "'");
        }
        if (random.nextInt(3) == 0) {
            addList(
                    "--security",
                    "security_code",
                    IntStream.rangeClosed(1, 5).map(at -> random.nextInt(45)),
                    options,
                    conditions);
        }
        if (random.nextInt(3) == 0) {
            addList(
                    "--participant",
                    "participantid",
                    IntStream.rangeClosed(1, 4).map(at -> random.nextInt(10)),
                    options,
                    conditions);
        }
        if (random.nextInt(3) == 0) {
            addList(
                    "--order-type",
                    "exchangeordertype",
                    IntStream.of(ORDER_TYPES).limit(1 + random.nextInt(5)),
                    options,
                    conditions);
        }
        if (random.nextInt(3) == 0) {
            int open = random.nextInt(23);
            int close = open + 1 + random.nextInt(23 - open);
            options.addAll(List.of("--hours", "%02d:30-%02d:15".formatted(open, close)));
            conditions.add("local_second %% 86400 >= %d AND local_second %% 86400 < %d"
                    .formatted(open * 3600 + 1800, close * 3600 + 900));
        }
        if (random.nextBoolean()) {
            options.add("-Dspark.ordermatrix.scan.chunk-size=64 KiB");
        }
        return new RandomRun(text(first, securities, participants, random), options, String.join(" AND ", conditions));
    }

    private static void addList(
            String option, String column, IntStream values, List<String> options, List<String> conditions) {
        String list = values.mapToObj(Integer::toString).collect(Collectors.joining(","));
        options.addAll(List.of(option, list));
        conditions.add(column + " IN (" + list + ")");
    }

    private static String text(LocalDate first, int securities, int participants, Random random) {
        OrderCsv orders = new OrderCsv();
        int rows = 1 + (random.nextInt(4) == 0 ? random.nextInt(20) : random.nextInt(5000));
        boolean hasPoints = random.nextBoolean();
        for (int row = 0; row < rows; row++) {
            LocalDateTime time = first.atStartOfDay().plusSeconds(random.nextInt(DAYS * 24 * 60 * 60));
            // Never both large, because the sums of their products must fit into 64 bits.
            int largestQuantity = random.nextInt(50) == 0 ? 2_000_000_000 : 60_000;
            int largestPrice = largestQuantity > 60_000 || random.nextBoolean() ? 200_000 : Integer.MAX_VALUE;
            int price = 1 + random.nextInt(largestPrice);
            orders.row(
                    "order_id",
                    7_904_794_000_000_000_000L + random.nextInt(1000),
                    "timestamp",
                    OrderCsv.timestamp(time.toString()) + random.nextInt(1_000_000_000),
                    "security_code",
                    random.nextInt(securities),
                    "price",
                    hasPoints ? price + ".0" : price,
                    "side",
                    1 + random.nextInt(2),
                    "quantity",
                    1 + random.nextInt(largestQuantity),
                    "totalmatchedquantity",
                    random.nextInt(1000),
                    "exchangeordertype",
                    ORDER_TYPES[random.nextInt(ORDER_TYPES.length)],
                    "participantid",
                    random.nextInt(participants));
        }
        return orders.text();
    }
}
