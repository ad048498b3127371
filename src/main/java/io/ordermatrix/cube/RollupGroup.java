package io.ordermatrix.cube;

import io.ordermatrix.order.OrderColumn;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/** The exact totals of one row of a rollup. A sum that overflows a BIGINT throws an ArithmeticException. */
final class RollupGroup {
    /** The numbers of {@link Measures#COLLECTED}. */
    private final long[] totals = CollectedTotals.none();
    /** Numbers of {@link Codes}; null if the security is a key, so that there is only one. */
    private final BitSet securities;

    private final BitSet dates;
    private final BitSet participants;

    RollupGroup(Rollup rollup) {
        securities = rollup.hasSecurity() ? null : new BitSet();
        dates = rollup.hasDate() ? null : new BitSet();
        participants = rollup.hasParticipant() ? null : new BitSet();
    }

    /** Adds totals of a single security, date and participant, given by their numbers in {@link Codes}. */
    void add(long[] more, int security, int date, int participant) {
        CollectedTotals.merge(totals, more);
        set(securities, security);
        set(dates, date);
        set(participants, participant);
    }

    private static void set(BitSet set, int number) {
        if (set != null) {
            set.set(number);
        }
    }

    /**
     * Adds the totals of another part of the group.
     *
     * @param securityNumbers for each security's number in the other part, its number here
     * @param dateNumbers the same for dates
     * @param participantNumbers the same for participants
     */
    void add(RollupGroup other, int[] securityNumbers, int[] dateNumbers, int[] participantNumbers) {
        CollectedTotals.merge(totals, other.totals);
        setAll(securities, other.securities, securityNumbers);
        setAll(dates, other.dates, dateNumbers);
        setAll(participants, other.participants, participantNumbers);
    }

    private static void setAll(BitSet set, BitSet other, int[] numbers) {
        if (set != null) {
            other.stream().forEach(number -> set.set(numbers[number]));
        }
    }

    /** The {@linkplain Measures#NAMES measures}, in order; null where one has no value. */
    List<Object> measures() {
        return Measures.SHOWN.stream()
                .map(measure -> measure.value(totals, this::distinct))
                .toList();
    }

    private long distinct(OrderColumn column) {
        BitSet set = switch (column) {
            case SECURITY_CODE -> securities;
            case TRADE_DATE -> dates;
            case PARTICIPANTID -> participants;
            default -> throw new IllegalArgumentException("no measure counts the distinct values of " + column);
        };
        return set == null ? 1 : set.cardinality();
    }

    long events() {
        return totals[Measures.EVENTS];
    }

    /** Writes the same bytes for the same events, however they were added up. */
    void write(DataOutput out) throws IOException {
        long[] normal = totals.clone();
        Measures.MERGEABLE.forEach(measure -> measure.normalize(normal));
        for (long total : normal) {
            out.writeLong(total);
        }
        for (BitSet set : new BitSet[] {securities, dates, participants}) {
            if (set != null) {
                byte[] bytes = set.toByteArray();
                out.writeInt(bytes.length);
                out.write(bytes);
            }
        }
    }

    static RollupGroup read(Rollup rollup, DataInput in) throws IOException {
        RollupGroup group = new RollupGroup(rollup);
        for (int at = 0; at < group.totals.length; at++) {
            group.totals[at] = in.readLong();
        }
        for (BitSet set : new BitSet[] {group.securities, group.dates, group.participants}) {
            if (set != null) {
                byte[] bytes = new byte[in.readInt()];
                in.readFully(bytes);
                set.or(BitSet.valueOf(bytes));
            }
        }
        return group;
    }
}
