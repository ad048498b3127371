package io.ordermatrix.field;

import io.ordermatrix.csv.Numbers;
import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.RejectReason.Kind;
import io.ordermatrix.order.TimestampUnit;
import io.ordermatrix.order.WallClock;
import java.time.LocalDate;
import java.util.Optional;

/** Reads timestamps as nanoseconds since 1970-01-01 UTC, whatever they count and from when. */
public final class Timestamps implements FieldReader {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int SECONDS_PER_DAY = 24 * 60 * 60;
    private static final long LAST_SECOND = Long.MAX_VALUE / NANOS_PER_SECOND - 1;

    private final TimestampUnit unit;
    private final WallClock clock;
    private final IsoTime iso;
    /** Seconds since 1970-01-01 of local time; null if numbers count from 1970-01-01 UTC. */
    private Long midnight;

    public Timestamps(FeedFormat format) {
        unit = format.fields().timestamps();
        clock = new WallClock(format.zone());
        iso = new IsoTime(format.zone());
    }

    /**
     * Continues with another file.
     *
     * @param date from whose midnight its timestamps count; empty if they count from 1970
     */
    public void begin(Optional<LocalDate> date) {
        midnight = date.map(day -> day.toEpochDay() * SECONDS_PER_DAY).orElse(null);
    }

    /** Whether timestamps are what results have: whole nanoseconds since 1970-01-01 UTC. */
    public boolean areNanos() {
        return unit == TimestampUnit.NS && midnight == null;
    }

    @Override
    public long read(byte[] bytes, int start, int end) {
        if (!unit.isNumber()) {
            return readText(bytes, start, end) == null ? iso.value() : Numbers.NONE;
        }
        long nanos = number(bytes, start, end);
        if (midnight == null || (nanos == Numbers.NONE && outcome(bytes, start, end) != Numbers.Outcome.VALUE)) {
            return nanos;
        }
        long second = utcSecond(nanos);
        return isTooFar(second) ? Numbers.NONE : second * NANOS_PER_SECOND + Math.floorMod(nanos, NANOS_PER_SECOND);
    }

    /** The second that is some nanoseconds after midnight. */
    private long utcSecond(long nanos) {
        return clock.utcSecond(midnight + Math.floorDiv(nanos, NANOS_PER_SECOND));
    }

    private static boolean isTooFar(long second) {
        return Math.abs(second) > LAST_SECOND;
    }

    private Kind readText(byte[] bytes, int start, int end) {
        int from = Trimmed.start(bytes, start, end);
        int to = Trimmed.end(bytes, from, end);
        return from == to ? Kind.MISSING : iso.read(bytes, from, to);
    }

    /** Only units that nanoseconds divide have a fraction. */
    private long number(byte[] bytes, int start, int end) {
        return unit == TimestampUnit.NS
                ? Numbers.integer(bytes, start, end, Long.MAX_VALUE)
                : Numbers.decimal(bytes, start, end, unit.decimals(), Long.MAX_VALUE);
    }

    @Override
    public Kind problem(byte[] bytes, int start, int end) {
        if (!unit.isNumber()) {
            return readText(bytes, start, end);
        }
        Kind kind = NumberProblem.of(outcome(bytes, start, end));
        return kind == null && midnight != null && isTooFar(utcSecond(number(bytes, start, end)))
                ? Kind.OVERFLOW
                : kind;
    }

    private Numbers.Outcome outcome(byte[] bytes, int start, int end) {
        return unit == TimestampUnit.NS
                ? Numbers.integerOutcome(bytes, start, end, Long.MAX_VALUE)
                : Numbers.decimalOutcome(bytes, start, end, unit.decimals(), Long.MAX_VALUE);
    }
}
