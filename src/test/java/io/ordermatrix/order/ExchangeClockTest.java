package io.ordermatrix.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.testkit.Fuzz;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeClockTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long[] NEAR = {-3600 * SECOND, -SECOND, -1, 0, 1, SECOND, 3600 * SECOND};

    private static void assertAsTheJdk(ExchangeClock clock, ZoneId zone, long timestamp) {
        ZonedDateTime expected = Instant.ofEpochSecond(
                        Math.floorDiv(timestamp, SECOND), Math.floorMod(timestamp, SECOND))
                .atZone(zone);
        assertThat(clock.secondOfDay(timestamp))
                .as("second of %d", timestamp)
                .isEqualTo(expected.toLocalTime().toSecondOfDay());
        assertThat(clock.epochDay(timestamp)).as("day of %d", timestamp).isEqualTo((int)
                expected.toLocalDate().toEpochDay());
        long[] hour = {-1};
        clock.read(new long[] {timestamp}, 1, new long[1], hour);
        assertThat(hour[0]).as("hour of %d", timestamp).isEqualTo(expected.getHour());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Australia/Sydney",
                "Australia/Lord_Howe", // half an hour of daylight saving
                "Pacific/Apia", // skipped a day
                "Asia/Kathmandu", // +05:45
                "Europe/Dublin",
                "Africa/Monrovia", // an offset with seconds until 1972
                "UTC",
                "-03:30"
            })
    void agreesWithTheJdk(String name) {
        ZoneId zone = ZoneId.of(name);
        ExchangeClock clock = new ExchangeClock(zone);
        Instant switched = Instant.parse("1969-06-01T00:00:00Z");
        for (var next = zone.getRules().nextTransition(switched);
                next != null && next.getInstant().isBefore(Instant.parse("2060-01-01T00:00:00Z"));
                next = zone.getRules().nextTransition(next.getInstant())) {
            for (long distance : NEAR) {
                assertAsTheJdk(clock, zone, next.toEpochSecond() * SECOND + distance);
            }
        }
        Fuzz.seeds("ExchangeClockTest in " + name, 1).limit(1).forEach(seed -> {
            Random random = Fuzz.random(seed);
            for (int i = 0; i < 2000; i++) {
                assertAsTheJdk(clock, zone, random.nextLong());
                // Any second of the years around now.
                assertAsTheJdk(clock, zone, 1_500_000_000 * SECOND + random.nextLong(400_000_000 * SECOND));
            }
        });
        for (long timestamp :
                new long[] {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, Long.MAX_VALUE - 1, Long.MAX_VALUE}) {
            assertAsTheJdk(clock, zone, timestamp);
            assertAsTheJdk(new ExchangeClock(zone), zone, timestamp);
        }
    }

    @Test
    void everyMethodUpdatesTheHour() {
        ExchangeClock clock = new ExchangeClock(ZoneId.of("Australia/Sydney"));
        long noon = Instant.parse("2024-09-05T02:00:00Z").getEpochSecond() * SECOND;
        assertThat(clock.secondOfDay(noon)).isEqualTo(12 * 3600);
        assertThat(clock.epochDay(noon + 24 * 3600 * SECOND)).isEqualTo(clock.epochDay(noon) + 1);
        assertThat(clock.secondOfDay(noon + 3600 * SECOND)).isEqualTo(13 * 3600);
    }

    @Test
    void readsManyLikeOneByOne() {
        ZoneId zone = ZoneId.of("Australia/Sydney");
        Fuzz.seeds("ExchangeClockTest, many", 20).forEach(seed -> {
            Random random = Fuzz.random(seed);
            // Mostly in order, around the end of daylight saving, sometimes anywhere.
            long[] timestamps = new long[300];
            long timestamp = Instant.parse("2024-04-06T10:00:00Z").getEpochSecond() * SECOND;
            for (int i = 0; i < timestamps.length; i++) {
                timestamp += random.nextLong(600 * SECOND);
                timestamps[i] = random.nextInt(20) == 0 ? random.nextLong() : timestamp;
            }
            timestamps[random.nextInt(timestamps.length)] = Long.MAX_VALUE;
            int count = random.nextInt(timestamps.length);
            long[] days = new long[count];
            long[] hours = new long[count];
            new ExchangeClock(zone).read(timestamps, count, days, hours);
            for (int i = 0; i < count; i++) {
                ZonedDateTime expected = Instant.ofEpochSecond(
                                Math.floorDiv(timestamps[i], SECOND), Math.floorMod(timestamps[i], SECOND))
                        .atZone(zone);
                assertThat(days[i])
                        .as("day of %d", timestamps[i])
                        .isEqualTo(expected.toLocalDate().toEpochDay());
                assertThat(hours[i]).as("hour of %d", timestamps[i]).isEqualTo(expected.getHour());
            }
        });
    }
}
