package io.ordermatrix.lifecycle;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Classes of durations, each up to but without its end; they add up, and bound medians. */
enum TimeClass {
    UNDER_1MS(Duration.ofMillis(1)),
    UNDER_10MS(Duration.ofMillis(10)),
    UNDER_100MS(Duration.ofMillis(100)),
    UNDER_1S(Duration.ofSeconds(1)),
    UNDER_10S(Duration.ofSeconds(10)),
    UNDER_1MIN(Duration.ofMinutes(1)),
    UNDER_10MIN(Duration.ofMinutes(10)),
    UNDER_1H(Duration.ofHours(1)),
    LONGER(Duration.ofNanos(Long.MAX_VALUE));

    private static final TimeClass[] ALL = values();

    private static final long[] ENDS =
            Arrays.stream(ALL).mapToLong(time -> time.end).toArray();

    private final long end;

    TimeClass(Duration end) {
        this.end = end.toNanos();
    }

    /** The names in results, in their order. */
    static String[] names() {
        return Arrays.stream(ALL)
                .map(time -> time.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }

    static TimeClass of(long nanos) {
        int number = 0;
        // Without a branch, which no processor would foresee.
        for (int ended = 0; ended < ENDS.length - 1; ended++) {
            number += nanos >= ENDS[ended] ? 1 : 0;
        }
        return ALL[number];
    }
}
