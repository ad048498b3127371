package io.ordermatrix.units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory or of data.
 *
 * @param bytes not negative
 */
public record DataSize(long bytes) implements Comparable<DataSize> {
    private static final Pattern TEXT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([A-Za-z]*)");

    /** From the largest to the smallest, so that the first unit that divides a size gives the shortest number. */
    private static final List<Unit> UNITS = List.of(
            new Unit("PiB", "PiB|Pi|P|p|pebibytes?", 1L << 50),
            new Unit("PB", "PB|petabytes?", 1_000_000_000_000_000L),
            new Unit("TiB", "TiB|Ti|T|t|tebibytes?", 1L << 40),
            new Unit("TB", "TB|terabytes?", 1_000_000_000_000L),
            new Unit("GiB", "GiB|Gi|G|g|gibibytes?", 1L << 30),
            new Unit("GB", "GB|gigabytes?", 1_000_000_000L),
            new Unit("MiB", "MiB|Mi|M|m|mebibytes?", 1L << 20),
            new Unit("MB", "MB|megabytes?", 1_000_000L),
            new Unit("KiB", "KiB|Ki|K|k|kibibytes?", 1L << 10),
            new Unit("kB", "kB|KB|kilobytes?", 1_000L),
            new Unit("B", "B|b|bytes?|", 1L));

    private record Unit(String name, Pattern spellings, long bytes) {
        Unit(String name, String spellings, long bytes) {
            this(name, Pattern.compile(spellings), bytes);
        }

        boolean isDecimal() {
            return !name.contains("i");
        }
    }

    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size can't be negative, found " + bytes);
        }
    }

    public static DataSize ofBytes(long bytes) {
        return new DataSize(bytes);
    }

    /** Millions (10^6) of bytes. */
    public static DataSize ofMegabytes(long megabytes) {
        return new DataSize(Math.multiplyExact(megabytes, 1_000_000L));
    }

    /** Billions (10^9) of bytes. */
    public static DataSize ofGigabytes(long gigabytes) {
        return new DataSize(Math.multiplyExact(gigabytes, 1_000_000_000L));
    }

    /**
     * Reads {@code 16 MiB} (2^20 bytes each), {@code 400 MB} (10^6 bytes each), {@code 1.5 GB} or plain bytes. The
     * units are those of HOCON: a single letter is a power of 1024.
     *
     * @throws IllegalArgumentException if the text is not a size, or not a whole number of bytes
     */
    public static DataSize parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        Optional<Unit> unit = matcher.matches()
                ? UNITS.stream()
                        .filter(candidate ->
                                candidate.spellings().matcher(matcher.group(2)).matches())
                        .findFirst()
                : Optional.empty();
        if (unit.isEmpty()) {
            throw new IllegalArgumentException(
                    "found " + (text.isBlank() ? "nothing" : text) + ", expected a size like 16 MiB or 400 MB");
        }
        try {
            return new DataSize(new BigDecimal(matcher.group(1))
                    .multiply(BigDecimal.valueOf(unit.get().bytes()))
                    .longValueExact());
        } catch (ArithmeticException notExact) {
            throw new IllegalArgumentException(
                    "found " + text + ", expected a size that is a whole number of bytes below 2^63", notExact);
        }
    }

    /** Mebibytes (2^20 bytes), rounded down: the unit in which Spark and the JVM take memory. */
    public long mebibytes() {
        return bytes >> 20;
    }

    /** Rounded to three digits in decimal units, for display only: {@code 25.2 GB}. */
    public String approximate() {
        for (Unit unit : UNITS) {
            if (unit.isDecimal() && bytes >= unit.bytes() && unit.bytes() > 1) {
                BigDecimal count = BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(unit.bytes()));
                int decimals = Math.max(0, 3 - (count.precision() - count.scale()));
                BigDecimal rounded =
                        count.setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
                return String.format(Locale.ROOT, "%s %s", rounded.toPlainString(), unit.name());
            }
        }
        return bytes + " B";
    }

    @Override
    public int compareTo(DataSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** The exact size in the unit that gives the smallest whole number; {@link #parse} reads it back. */
    @Override
    public String toString() {
        return UNITS.stream()
                .filter(unit -> bytes >= unit.bytes() && bytes % unit.bytes() == 0)
                .findFirst()
                .map(unit -> bytes / unit.bytes() + " " + unit.name())
                .orElse("0 B");
    }
}
