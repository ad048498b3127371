package io.ordermatrix.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The exact totals of one row of a rollup. A sum that overflows a BIGINT is an ArithmeticException. */
final class GroupTotals {
    private long events;
    private long buyEvents;
    private long sellEvents;
    private long quantitySum;
    private long matchedQuantitySum;
    private long priceSum;
    private long notionalSum;
    private BigInteger squareSum = BigInteger.ZERO;
    private int priceMin = Integer.MAX_VALUE;
    private int priceMax = Integer.MIN_VALUE;
    private long firstTimestamp = Long.MAX_VALUE;
    private long lastTimestamp = Long.MIN_VALUE;
    /** Numbers of {@link Codes}; null where it is a key, of which there is one. */
    private final BitSet securities;

    private final BitSet dates;
    private final BitSet participants;

    GroupTotals(Rollup rollup) {
        securities = rollup.hasSecurity() ? null : new BitSet();
        dates = rollup.hasDate() ? null : new BitSet();
        participants = rollup.hasParticipant() ? null : new BitSet();
    }

    /** Adds a row of the cube, whose security, date and participant have these numbers. */
    void add(CubeRow row, int security, int date, int participant) {
        events = Math.addExact(events, row.events);
        buyEvents += row.buyEvents;
        sellEvents += row.sellEvents;
        quantitySum = Math.addExact(quantitySum, row.quantitySum);
        matchedQuantitySum = Math.addExact(matchedQuantitySum, row.matchedQuantitySum);
        priceSum = Math.addExact(priceSum, row.priceSum);
        notionalSum = Math.addExact(notionalSum, row.notionalSum);
        squareSum = squareSum.add(row.squareSum);
        priceMin = Math.min(priceMin, row.priceMin);
        priceMax = Math.max(priceMax, row.priceMax);
        firstTimestamp = Math.min(firstTimestamp, row.firstTimestamp);
        lastTimestamp = Math.max(lastTimestamp, row.lastTimestamp);
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
     * @param securityNumbers for each number that the other part has given to a security, the number here
     * @param dateNumbers the same for dates
     * @param participantNumbers the same for participants
     */
    void add(GroupTotals other, int[] securityNumbers, int[] dateNumbers, int[] participantNumbers) {
        events = Math.addExact(events, other.events);
        buyEvents += other.buyEvents;
        sellEvents += other.sellEvents;
        quantitySum = Math.addExact(quantitySum, other.quantitySum);
        matchedQuantitySum = Math.addExact(matchedQuantitySum, other.matchedQuantitySum);
        priceSum = Math.addExact(priceSum, other.priceSum);
        notionalSum = Math.addExact(notionalSum, other.notionalSum);
        squareSum = squareSum.add(other.squareSum);
        priceMin = Math.min(priceMin, other.priceMin);
        priceMax = Math.max(priceMax, other.priceMax);
        firstTimestamp = Math.min(firstTimestamp, other.firstTimestamp);
        lastTimestamp = Math.max(lastTimestamp, other.lastTimestamp);
        setAll(securities, other.securities, securityNumbers);
        setAll(dates, other.dates, dateNumbers);
        setAll(participants, other.participants, participantNumbers);
    }

    private static void setAll(BitSet set, BitSet other, int[] numbers) {
        if (set != null) {
            other.stream().forEach(number -> set.set(numbers[number]));
        }
    }

    /** The {@linkplain Measures#NAMES measures}, in their order; null where one has no value. */
    List<Object> measures() {
        return Arrays.asList(
                events,
                buyEvents,
                sellEvents,
                quantitySum,
                (double) quantitySum / events,
                Deviation.of(events, quantitySum, squareSum),
                matchedQuantitySum,
                (double) priceSum / events,
                priceMin,
                priceMax,
                notionalSum,
                quantitySum == 0 ? null : (Double) ((double) notionalSum / quantitySum),
                count(securities),
                count(dates),
                count(participants),
                firstTimestamp,
                lastTimestamp);
    }

    long events() {
        return events;
    }

    private static long count(BitSet set) {
        return set == null ? 1 : set.cardinality();
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(events);
        out.writeLong(buyEvents);
        out.writeLong(sellEvents);
        out.writeLong(quantitySum);
        out.writeLong(matchedQuantitySum);
        out.writeLong(priceSum);
        out.writeLong(notionalSum);
        write(squareSum.toByteArray(), out);
        out.writeInt(priceMin);
        out.writeInt(priceMax);
        out.writeLong(firstTimestamp);
        out.writeLong(lastTimestamp);
        for (BitSet set : new BitSet[] {securities, dates, participants}) {
            if (set != null) {
                write(set.toByteArray(), out);
            }
        }
    }

    static GroupTotals read(Rollup rollup, DataInput in) throws IOException {
        GroupTotals totals = new GroupTotals(rollup);
        totals.events = in.readLong();
        totals.buyEvents = in.readLong();
        totals.sellEvents = in.readLong();
        totals.quantitySum = in.readLong();
        totals.matchedQuantitySum = in.readLong();
        totals.priceSum = in.readLong();
        totals.notionalSum = in.readLong();
        totals.squareSum = new BigInteger(readBytes(in));
        totals.priceMin = in.readInt();
        totals.priceMax = in.readInt();
        totals.firstTimestamp = in.readLong();
        totals.lastTimestamp = in.readLong();
        for (BitSet set : new BitSet[] {totals.securities, totals.dates, totals.participants}) {
            if (set != null) {
                set.or(BitSet.valueOf(readBytes(in)));
            }
        }
        return totals;
    }

    private static void write(byte[] bytes, DataOutput out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
