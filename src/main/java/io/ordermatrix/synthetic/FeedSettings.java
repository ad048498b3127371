package io.ordermatrix.synthetic;

import java.time.LocalDate;
import java.util.Objects;

/**
 * The feed to generate.
 *
 * @param rows order events, without the header; spread evenly over the dates
 * @param dates number of weekdays with events, 1 to 10,000
 * @param securities number of securities to draw from, 1 to 100,000
 * @param participants number of participants to draw from, 1 to 10,000
 * @param seed the same settings give the same bytes
 * @param corruptShare the share of rows, 0 to 1, that can't be read as order events; above 0, a quarter as many rows
 *     are written in unusual but valid ways
 * @param firstDate the first date, moved to Monday if it is on a weekend; from 1970 to 2199
 */
public record FeedSettings(
        long rows, int dates, int securities, int participants, long seed, double corruptShare, LocalDate firstDate) {
    private static final int MOST_DATES = 10_000;
    private static final int MOST_SECURITIES = 100_000;
    private static final int MOST_PARTICIPANTS = 10_000;
    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    /** @throws IllegalArgumentException if a value is outside its limits, naming it as the command's options do */
    public FeedSettings {
        Objects.requireNonNull(firstDate);
        checkRange("dates", dates, MOST_DATES);
        checkRange("securities", securities, MOST_SECURITIES);
        checkRange("participants", participants, MOST_PARTICIPANTS);
        // A row's number within its security and date must fit into the column row_num.
        long mostRows = (long) dates * Integer.MAX_VALUE;
        if (rows < 0 || rows > mostRows) {
            throw new IllegalArgumentException(
                    "rows must be 0 to %d on %d dates, but is %d".formatted(mostRows, dates, rows));
        }
        if (!(corruptShare >= 0 && corruptShare <= 1)) {
            throw new IllegalArgumentException("corrupt must be a share from 0 to 1, but is " + corruptShare);
        }
        if (firstDate.isBefore(EARLIEST) || firstDate.isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    "the first date must be from %s to %s, but is %s".formatted(EARLIEST, LATEST, firstDate));
        }
    }

    /** This many rows of 200 securities and 40 participants on five dates from 2024-09-02, all of them valid. */
    public static FeedSettings ofRows(long rows) {
        return new FeedSettings(rows, 5, 200, 40, 1, 0, LocalDate.of(2024, 9, 2));
    }

    public FeedSettings withDates(int newDates) {
        return new FeedSettings(rows, newDates, securities, participants, seed, corruptShare, firstDate);
    }

    public FeedSettings withSecurities(int newSecurities) {
        return new FeedSettings(rows, dates, newSecurities, participants, seed, corruptShare, firstDate);
    }

    public FeedSettings withParticipants(int newParticipants) {
        return new FeedSettings(rows, dates, securities, newParticipants, seed, corruptShare, firstDate);
    }

    public FeedSettings withSeed(long newSeed) {
        return new FeedSettings(rows, dates, securities, participants, newSeed, corruptShare, firstDate);
    }

    public FeedSettings withCorruptShare(double newCorruptShare) {
        return new FeedSettings(rows, dates, securities, participants, seed, newCorruptShare, firstDate);
    }

    private static void checkRange(String name, int value, int largest) {
        if (value < 1 || value > largest) {
            throw new IllegalArgumentException("%s must be 1 to %d, but is %d".formatted(name, largest, value));
        }
    }
}
