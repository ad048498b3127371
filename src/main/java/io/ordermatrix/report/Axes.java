package io.ordermatrix.report;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The values of each key of the cube in a run, in the order in which the page shows them, and their positions. */
final class Axes implements Serializable {
    private static final long serialVersionUID = 1;

    private final List<Integer> securities;
    private final List<Integer> participants;
    private final List<LocalDate> dates;
    private final List<Integer> hours;
    private final List<Integer> orderTypes;
    private final ZoneId zone;

    private final KeyPositions securityRanks;
    private final KeyPositions participantRanks;
    private final KeyPositions dayPositions;
    private final KeyPositions hourPositions;
    private final KeyPositions orderTypePositions;

    /**
     * @param securities the busiest first
     * @param participants the busiest first
     * @param dates ascending
     * @param hours ascending
     * @param orderTypes those with the most orders first; there can be others
     * @param zone of dates and hours
     */
    Axes(
            List<Integer> securities,
            List<Integer> participants,
            List<LocalDate> dates,
            List<Integer> hours,
            List<Integer> orderTypes,
            ZoneId zone) {
        this.securities = new ArrayList<>(securities);
        this.participants = new ArrayList<>(participants);
        this.dates = new ArrayList<>(dates);
        this.hours = new ArrayList<>(hours);
        this.orderTypes = new ArrayList<>(orderTypes);
        this.zone = zone;
        securityRanks = new KeyPositions(securities);
        participantRanks = new KeyPositions(participants);
        dayPositions = new KeyPositions(
                dates.stream().map(date -> (int) date.toEpochDay()).toList());
        hourPositions = new KeyPositions(hours);
        orderTypePositions = new KeyPositions(orderTypes);
    }

    List<Integer> securities() {
        return securities;
    }

    List<Integer> participants() {
        return participants;
    }

    List<LocalDate> dates() {
        return dates;
    }

    List<Integer> hours() {
        return hours;
    }

    List<Integer> orderTypes() {
        return orderTypes;
    }

    ZoneId zone() {
        return zone;
    }

    int securityRank(int code) {
        return known(securityRanks, code, "security");
    }

    int participantRank(int id) {
        return known(participantRanks, id, "participant");
    }

    /**
     * @param epochDay days since 1970-01-01
     */
    int dayPosition(int epochDay) {
        return known(dayPositions, epochDay, "day");
    }

    int hourPosition(int hour) {
        return known(hourPositions, hour, "hour");
    }

    /** Of all others, the position after the last. */
    int orderTypePosition(int orderType) {
        int position = orderTypePositions.of(orderType);
        return position == KeyPositions.NONE ? orderTypes.size() : position;
    }

    private static int known(KeyPositions positions, int value, String key) {
        int position = positions.of(value);
        if (position == KeyPositions.NONE) {
            throw new IllegalStateException("The cube has a %s %d that the reports lack".formatted(key, value));
        }
        return position;
    }
}
