package io.ordermatrix.source;

import io.ordermatrix.testkit.Fuzz;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/**
 * A few small order files; the same seed gives the same files. Each has its own order of columns and its own optional
 * columns; one is compressed, and one has a header and no rows. Some rows are rejects, and values include the limits of
 * their types and invalid ones in optional columns.
 */
final class RandomFeed {
    private static final List<String> NEEDED = List.of(
            "order_id",
            "timestamp",
            "security_code",
            "price",
            "side",
            "quantity",
            "leavesquantity",
            "totalmatchedquantity",
            "exchangeordertype",
            "participantid",
            "orderstatus");
    private static final List<List<String>> OPTIONAL = List.of(
            List.of("bid", "offer", "exchange", "timevaliditydecoded", "note"),
            List.of("note", "crossingkey", "sequence"),
            List.of("bid", "crossingkey", "colour"),
            List.of());
    /** Sydney's clocks go back on the second day. */
    private static final long FIRST_TIMESTAMP = 1_712_300_000_000_000_000L;

    private static final long SPAN = 3 * 86_400_000_000_000L;
    private static final int MOST_ROWS = 100;

    private static final Map<String, Function<Random, Object>> VALUES = Map.ofEntries(
            Map.entry("order_id", random -> 7_904_794_000_000_000_000L + random.nextInt(60)),
            Map.entry("timestamp", random -> FIRST_TIMESTAMP + (long) (random.nextDouble() * SPAN)),
            Map.entry("security_code", random -> pick(random, -3, 0, 1, 2, 7, 110_621, Integer.MAX_VALUE)),
            Map.entry("price", random -> pick(random, -5, 0, 1, 3500, "3500.0", 3501, 199_999, random.nextInt(5000))),
            Map.entry("side", random -> 1 + random.nextInt(2)),
            Map.entry(
                    "quantity",
                    random -> pick(random, 0, 1, 1000, 1001, 5000, 50_001, random.nextInt(20_000), 2_147_483_647)),
            Map.entry("leavesquantity", random -> random.nextInt(2000)),
            Map.entry("totalmatchedquantity", random -> pick(random, 0, 0, random.nextInt(2000))),
            Map.entry("exchangeordertype", random -> pick(random, 0, 0, 64, 2048, 4098, -1, 32_767, -32_768)),
            Map.entry("participantid", random -> pick(random, 69, 112, 5, " 5 ", 0)),
            Map.entry("orderstatus", random -> pick(random, 1, 2, 127, -128)),
            Map.entry("bid", random -> quote(random)),
            Map.entry("offer", random -> quote(random)),
            Map.entry("exchange", random -> pick(random, 1, 2, -128, 127, "", 128)),
            Map.entry("crossingkey", random -> pick(random, 0, 1, 1000, "", "many")),
            Map.entry("sequence", random -> pick(random, random.nextInt(5), 9_007_199_254_740_993L, "")),
            Map.entry("timevaliditydecoded", random -> pick(random, "Rest of Day", "Immediate", "")),
            Map.entry("note", random -> pick(random, "", "a", "A", "12", "2024-04-06", "ä", "\"b,c\"", " a")),
            Map.entry("colour", random -> "red"));

    private RandomFeed() {}

    /** Writes files with rows, and one without, into a directory. */
    static void writeFiles(long seed, Path directory) throws IOException {
        Random random = Fuzz.random(seed);
        for (int file = 0; file < OPTIONAL.size(); file++) {
            List<String> columns = columns(OPTIONAL.get(file), random);
            write(directory.resolve("feed-" + file + ".csv"), text(columns, random.nextInt(MOST_ROWS), random), random);
        }
        writeEmptyFile(directory, random);
    }

    /** Writes a file that has a header and no rows. */
    static void writeEmptyFile(long seed, Path directory) throws IOException {
        writeEmptyFile(directory, Fuzz.random(seed));
    }

    private static void writeEmptyFile(Path directory, Random random) throws IOException {
        List<String> optional =
                List.of("bid", "offer", "exchange", "crossingkey", "sequence", "note", "timevaliditydecoded", "colour");
        write(directory.resolve("empty.csv"), text(columns(optional, random), 0, random), random);
    }

    private static List<String> columns(List<String> optional, Random random) {
        List<String> columns = new ArrayList<>(NEEDED);
        columns.addAll(optional);
        if (random.nextBoolean()) {
            Collections.shuffle(columns, random);
        }
        return columns;
    }

    private static String text(List<String> columns, int rows, Random random) {
        StringBuilder text = new StringBuilder(String.join(",", columns)).append('\n');
        for (int row = 0; row < rows; row++) {
            List<String> values = new ArrayList<>();
            columns.forEach(
                    column -> values.add(VALUES.get(column).apply(random).toString()));
            switch (random.nextInt(30)) {
                case 0 -> values.set(columns.indexOf("price"), "dear");
                case 1 -> values.set(columns.indexOf("side"), "3");
                case 2 -> values.add("one field too many");
                case 3 -> text.append('\n');
                default -> {}
            }
            text.append(String.join(",", values)).append('\n');
        }
        return text.toString();
    }

    private static void write(Path file, String text, Random random) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0) {
            try (OutputStream out =
                    new GZIPOutputStream(Files.newOutputStream(file.resolveSibling(file.getFileName() + ".gz")))) {
                out.write(bytes);
            }
        } else {
            Files.write(file, bytes);
        }
    }

    private static Object quote(Random random) {
        return pick(random, Long.MIN_VALUE, "", "none", 3499, 3500, 3501, random.nextInt(4000));
    }

    private static Object pick(Random random, Object... values) {
        return values[random.nextInt(values.length)];
    }
}
