package io.ordermatrix.synthetic;

import java.time.LocalTime;

/**
 * How the events of a day are spread over its minutes, 07:00 to 19:00 local time: few before the open, a burst as the
 * opening auctions run from 10:00, a U until 16:00, the closing auction at 16:10, then expiries.
 */
final class IntradayProfile {
    static final LocalTime START = LocalTime.of(7, 0);
    static final int MINUTES = 12 * 60;
    static final long NANOS_PER_MINUTE = 60_000_000_000L;

    private static final int OPEN = minute(10, 0);
    private static final int OPENING_AUCTIONS_END = minute(10, 10);
    private static final int PRE_CLOSE = minute(16, 0);
    private static final int CLOSING_AUCTION = minute(16, 10);
    private static final int CLOSE = minute(16, 12);

    /** The share of the day's events before each minute: [0] is 0, [MINUTES] is 1. */
    private final double[] cumulative = new double[MINUTES + 1];

    IntradayProfile() {
        for (int minute = 0; minute < MINUTES; minute++) {
            cumulative[minute + 1] = cumulative[minute] + weight(minute);
        }
        double total = cumulative[MINUTES];
        for (int minute = 0; minute <= MINUTES; minute++) {
            cumulative[minute] /= total;
        }
    }

    /** The share of the day's events before this minute. */
    double shareBefore(int minute) {
        return cumulative[minute];
    }

    static MarketPhase phase(int minute) {
        if (minute < OPEN) {
            return MarketPhase.PRE_OPEN;
        }
        return minute < CLOSE ? MarketPhase.OPEN : MarketPhase.CLOSED;
    }

    /** The relative number of events in a minute; 1 is a quiet minute around noon. */
    private static double weight(int minute) {
        if (minute < OPEN) {
            double nearness = (double) minute / OPEN;
            return 0.05 + 0.5 * nearness * nearness;
        }
        if (minute < PRE_CLOSE) {
            double fromNoon = 2.0 * (minute - OPEN) / (PRE_CLOSE - OPEN) - 1;
            double burst = minute < OPENING_AUCTIONS_END ? 5 : 0;
            return 1 + 2 * fromNoon * fromNoon + burst;
        }
        if (minute < CLOSING_AUCTION) {
            return 1.5;
        }
        // More events follow the close than orders are live at a time, so that none has to expire earlier.
        return minute < CLOSE ? 25 : 0.25;
    }

    private static int minute(int hour, int minute) {
        return (LocalTime.of(hour, minute).toSecondOfDay() - START.toSecondOfDay()) / 60;
    }
}
