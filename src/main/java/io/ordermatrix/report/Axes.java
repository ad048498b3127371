package io.ordermatrix.report;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values of each key of the cube in a run, in the order in which the page shows them, and their positions. */
final class Axes implements Serializable {
    private static final long serialVersionUID = 1;

    private final List<Integer> securities;
    private final List<Integer> participants;
    private final List<LocalDate> dates;
    private final List<Integer> hours;
    private final List<Integer> orderTypes;

    private final Map<Integer, Integer> securityRanks;
    private final Map<Integer, Integer> participantRanks;
    private final Map<Integer, Integer> dayPositions = new HashMap<>();
    private final Map<Integer, Integer> hourPositions;
    private final Map<Integer, Integer> orderTypePositions;

    /**
     * @param securities the busiest first
     * @param participants the busiest first
     * @param dates ascending
     * @param hours ascending
     * @param orderTypes those with the most orders first; there can be others
     */
    Axes(
            List<Integer> securities,
            List<Integer> participants,
            List<LocalDate> dates,
            List<Integer> hours,
            List<Integer> orderTypes) {
        this.securities = new ArrayList<>(securities);
        this.participants = new ArrayList<>(participants);
        this.dates = new ArrayList<>(dates);
        this.hours = new ArrayList<>(hours);
        this.orderTypes = new ArrayList<>(orderTypes);
        securityRanks = positions(securities);
        participantRanks = positions(participants);
        hourPositions = positions(hours);
        orderTypePositions = positions(orderTypes);
        for (int at = 0; at < dates.size(); at++) {
            dayPositions.put((int) dates.get(at).toEpochDay(), at);
        }
    }

    private static Map<Integer, Integer> positions(List<Integer> values) {
        Map<Integer, Integer> positions = new HashMap<>();
        for (int at = 0; at < values.size(); at++) {
            positions.put(values.get(at), at);
        }
        return positions;
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
        return orderTypePositions.getOrDefault(orderType, orderTypes.size());
    }

    private static int known(Map<Integer, Integer> positions, int value, String key) {
        Integer position = positions.get(value);
        if (position == null) {
            throw new IllegalStateException("The cube has a %s %d that the reports lack".formatted(key, value));
        }
        return position;
    }
}
