package io.ordermatrix.synthetic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ordermatrix.order.SizeBucket;
import io.ordermatrix.testkit.RealData;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderGeneratorTest {
    private static final ZoneId SYDNEY = ZoneId.of("Australia/Sydney");

    /** A fixed seed and a random one; the test report shows their values. */
    static LongStream seeds() {
        return LongStream.of(1, System.nanoTime());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sameSettingsGiveTheSameBytes(long seed) {
        FeedSettings settings = FeedSettings.ofRows(5_000).withSeed(seed).withCorruptShare(0.1);

        assertThat(FeedText.of(settings).text())
                .isEqualTo(FeedText.of(settings).text())
                .isNotEqualTo(FeedText.of(settings.withSeed(seed + 1)).text());
    }

    /** Fixes the bytes across machines and JDKs; only a deliberate change of the feed changes the number. */
    @Test
    void bytesAreTheSameEverywhere() {
        CRC32 checksum = new CRC32();
        checksum.update(FeedText.of(FeedSettings.ofRows(10_000).withCorruptShare(0.05))
                .text()
                .getBytes(UTF_8));
        assertThat(checksum.getValue()).isEqualTo(3001108711L);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "1,5", "2,1", "3,2", "7,10", "1000,3", "20001,4"})
    void writesTheRequestedNumberOfRows(long rows, int dates) {
        FeedText feed = FeedText.of(FeedSettings.ofRows(rows).withDates(dates));

        assertThat(feed.lines()).hasSize((int) rows);
        assertThat(feed.said().rows()).isEqualTo(rows);
        assertThat(feed.said().bytes()).isEqualTo(feed.text().getBytes(UTF_8).length);
        assertThat(feed.said().rejects()).isEmpty();
        assertThat(feed.text()).endsWith("\n").doesNotContain("\r");
    }

    @Test
    void headerIsThatOfTheRealFeed() throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(RealData.file(RealData.LAST_STATES))) {
            List<String> header = List.of(reader.readLine().split(",", -1));
            assertThat(FeedText.of(FeedSettings.ofRows(0)).header()).isEqualTo(header.subList(0, 29));
        }
    }

    /** The clocks go forward on 2024-10-06 and back on 2025-04-06, both Sundays. */
    @ParameterizedTest
    @CsvSource({
        "2024-09-02, 3, 2024-09-02 2024-09-03 2024-09-04",
        "2024-10-04, 2, 2024-10-04 2024-10-07",
        "2025-04-05, 1, 2025-04-07",
        "2025-04-03, 3, 2025-04-03 2025-04-04 2025-04-07"
    })
    void eventsAreInOrderOnWeekdaysBetweenSevenAndNineteen(LocalDate firstDate, int dates, String expected) {
        List<FeedText.Row> rows = FeedText.of(new FeedSettings(9_000, dates, 200, 40, 1, 0, firstDate))
                .rows();

        assertThat(rows).isSortedAccordingTo(Comparator.comparingLong(row -> row.number("timestamp")));
        Set<String> found = new TreeSet<>();
        for (FeedText.Row row : rows) {
            ZonedDateTime time = time(row);
            assertThat(time.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
            assertThat(time.getHour()).isBetween(7, 18);
            found.add(time.toLocalDate().toString());
        }
        assertThat(String.join(" ", found)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ordersLiveConsistently(long seed) {
        int dates = 3;
        OrderReplay replay = new OrderReplay();
        for (FeedText.Row row : FeedText.of(
                        FeedSettings.ofRows(20_000).withDates(dates).withSeed(seed))
                .rows()) {
            replay.accept(row);
            LocalTime time = time(row).toLocalTime();
            switch ((int) row.number("changereason")) {
                case 3 -> assertThat(time).isBetween(LocalTime.of(10, 0), LocalTime.of(16, 12));
                case 19, 24 -> assertThat(time).isAfter(LocalTime.of(16, 12));
                default -> {}
            }
        }
        assertThat(replay.changes()).containsKeys(1L, 3L, 5L, 6L, 19L);
        assertThat(replay.unendedOrders()).isLessThanOrEqualTo(dates);
        assertThat(replay.orders()).isBetween(5_000, 12_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 10, 31, 32, 33, 64, 65, 100})
    void ordersOfShortDaysLiveConsistently(long rows) {
        OrderReplay replay = new OrderReplay();
        FeedText.of(FeedSettings.ofRows(rows).withDates(1)).rows().forEach(replay::accept);
        assertThat(replay.unendedOrders()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void valuesAreThoseOfAnExchange(long seed) {
        Set<Long> types = new TreeSet<>();
        Set<Integer> sizes = new TreeSet<>();
        long withoutBid = 0;
        for (FeedText.Row row :
                FeedText.of(FeedSettings.ofRows(30_000).withSeed(seed)).rows()) {
            assertThat(row.text("order_id")).hasSize(19);
            assertThat(row.number("order_id")).isGreaterThan(1L << 53);
            assertThat(row.number("side")).isBetween(1L, 2L);
            long price = row.number("price");
            assertThat(price).isPositive();
            assertThat(price % tick(price)).as("price %d on its tick", price).isZero();
            types.add(row.number("exchangeordertype"));
            sizes.add(SizeBucket.codeOf((int) row.number("quantity")));
            withoutBid += row.text("bid").equals("-9223372036854775808") ? 1 : 0;
        }
        assertThat(types).containsExactly(0L, 64L, 256L, 2048L, 4096L, 4098L);
        assertThat(sizes).containsExactly(0, 1, 2, 3, 4);
        assertThat(withoutBid).isBetween(100L, 2_000L);
    }

    private static long tick(long price) {
        return price < 100 ? 1 : price < 2_000 ? 5 : 10;
    }

    @ParameterizedTest
    @CsvSource({"security_code,110621", "participantid,69"})
    void fewSecuritiesAndParticipantsHaveMostEvents(String column, String mostActive) {
        List<FeedText.Row> rows = FeedText.of(FeedSettings.ofRows(50_000)).rows();
        Map<String, Long> events =
                rows.stream().collect(Collectors.groupingBy(row -> row.text(column), Collectors.counting()));
        List<Long> counts =
                events.values().stream().sorted(Comparator.reverseOrder()).toList();

        assertThat(counts).hasSize(column.equals("participantid") ? 40 : 200);
        assertThat(counts.get(0)).isEqualTo(events.get(mostActive)).isGreaterThan(rows.size() / 10);
        assertThat(counts.get(0)).isGreaterThan(20 * counts.get(counts.size() - 1));
    }

    @Test
    void sizesHaveAHeavyTail() {
        long[] sizes = FeedText.of(FeedSettings.ofRows(50_000)).rows().stream()
                .mapToLong(row -> row.number("quantity"))
                .sorted()
                .toArray();
        long median = sizes[sizes.length / 2];
        assertThat(sizes[sizes.length * 9 / 10]).isGreaterThan(5 * median);
        assertThat(sizes[sizes.length * 999 / 1000]).isGreaterThan(100 * median);
    }

    @Test
    void dayIsAUWithAuctionBursts() {
        Map<LocalTime, Long> byTenMinutes = FeedText.of(FeedSettings.ofRows(60_000)).rows().stream()
                .map(row -> time(row).toLocalTime())
                .map(time -> LocalTime.of(time.getHour(), time.getMinute() / 10 * 10))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        long noon = byTenMinutes.get(LocalTime.of(13, 0));
        assertThat(byTenMinutes.get(LocalTime.of(10, 0))).isGreaterThan(5 * noon);
        assertThat(byTenMinutes.get(LocalTime.of(10, 20))).isGreaterThan(2 * noon);
        assertThat(byTenMinutes.get(LocalTime.of(15, 40))).isGreaterThan(2 * noon);
        assertThat(byTenMinutes.get(LocalTime.of(16, 10))).isGreaterThan(4 * noon);
        assertThat(byTenMinutes.get(LocalTime.of(7, 30))).isLessThan(noon);
    }

    @ParameterizedTest
    @CsvSource({"100000,0.02", "4001,0.5", "500,1", "1000,0.04", "1000,0.0004", "333,0.01"})
    void damagedRowsAreRejectedForTheReportedReasons(long rows, double share) {
        FeedText feed = FeedText.of(FeedSettings.ofRows(rows).withCorruptShare(share));
        RowClassifier classifier = new RowClassifier(feed.header());
        Map<String, Long> found = feed.lines().stream()
                .map(classifier::reject)
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));

        assertThat(feed.lines()).hasSize((int) rows);
        assertThat(feed.said().rejects()).isEqualTo(found);
        long damaged = found.values().stream().mapToLong(Long::longValue).sum();
        assertThat(damaged).isEqualTo(Math.round(rows * share));
        assertThat(found).hasSize((int) Math.min(damaged, 40));
    }

    @Test
    void damageDoesNotChangeTheOtherRows() {
        FeedSettings settings = FeedSettings.ofRows(10_000);
        List<String> undamaged = FeedText.of(settings).lines();
        FeedText feed = FeedText.of(settings.withCorruptShare(0.04));
        RowClassifier classifier = new RowClassifier(feed.header());
        int odd = 0;
        int[] rejectsByQuarter = new int[4];
        for (int row = 0; row < undamaged.size(); row++) {
            String line = feed.lines().get(row);
            if (classifier.reject(line).isPresent()) {
                rejectsByQuarter[row * 4 / undamaged.size()]++;
            } else if (!line.equals(undamaged.get(row))) {
                odd++;
            }
        }
        assertThat(odd).isCloseTo(100, within(15));
        assertThat(Arrays.stream(rejectsByQuarter)).containsOnly(100);
    }

    private static ZonedDateTime time(FeedText.Row row) {
        return Instant.ofEpochSecond(0, row.number("timestamp")).atZone(SYDNEY);
    }
}
