package io.ordermatrix.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A directory of order files that changes at random: files come, change, go, are renamed, copied and touched. Rows are few,
 * and their keys are often equal, also in different files; some rows are damaged.
 */
public final class RandomInput {
    private static final LocalDate FIRST = LocalDate.of(2024, 10, 4);
    private static final int DAYS = 5;
    private static final int MOST_FILES = 7;

    private final Path directory;
    private final Random random;
    private int clock;

    public RandomInput(Path directory, Random random) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.random = random;
        int files = 1 + random.nextInt(4);
        for (int file = 0; file < files; file++) {
            add();
        }
    }

    public List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    /** Makes one to three changes, and says which. */
    public List<String> change() throws IOException {
        List<String> changes = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int change = 0; change < count; change++) {
            changes.add(changeOnce());
        }
        return changes;
    }

    private String changeOnce() throws IOException {
        List<Path> files = files();
        Path file = files.get(random.nextInt(files.size()));
        return switch (files.size() == MOST_FILES ? 4 : random.nextInt(8)) {
            case 0 -> change(file);
            case 1 -> isCompressed(file) ? "nothing" : append(file);
            case 2 -> rename(file);
            case 3 -> copy(file);
            case 4 -> files.size() > 1 ? remove(file) : "nothing";
            case 5 -> {
                stamp(file);
                yield "touch " + file.getFileName();
            }
            default -> "add " + add().getFileName();
        };
    }

    private String change(Path file) throws IOException {
        Files.write(file, content(file));
        stamp(file);
        return "change " + file.getFileName();
    }

    private String append(Path file) throws IOException {
        Files.writeString(file, rows(1 + random.nextInt(5)), StandardOpenOption.APPEND);
        stamp(file);
        return "append to " + file.getFileName();
    }

    private String rename(Path file) throws IOException {
        Path renamed = newName(isCompressed(file));
        Files.move(file, renamed);
        return "rename %s to %s".formatted(file.getFileName(), renamed.getFileName());
    }

    private String copy(Path file) throws IOException {
        Path copy = newName(isCompressed(file));
        Files.copy(file, copy);
        stamp(copy);
        return "copy %s to %s".formatted(file.getFileName(), copy.getFileName());
    }

    private static String remove(Path file) throws IOException {
        Files.delete(file);
        return "remove " + file.getFileName();
    }

    private Path add() throws IOException {
        Path file = newName(random.nextInt(5) == 0);
        Files.write(file, content(file));
        stamp(file);
        return file;
    }

    private Path newName(boolean isCompressed) {
        Path file;
        do {
            file = directory.resolve("%03d.csv%s".formatted(random.nextInt(1000), isCompressed ? ".gz" : ""));
        } while (Files.exists(file));
        return file;
    }

    private static boolean isCompressed(Path file) {
        return file.toString().endsWith(".gz");
    }

    /** Times of change are far apart, so that no file system rounds the difference away. */
    private void stamp(Path file) throws IOException {
        clock++;
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + clock * 60_000L));
    }

    private byte[] content(Path file) throws IOException {
        String text = String.join(",", header()) + "\n" + rows(random.nextInt(60));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return isCompressed(file) ? compressed(bytes) : bytes;
    }

    public static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }

    private static List<String> header() {
        List<String> header = new ArrayList<>(OrderCsv.validRow().keySet());
        header.addAll(List.of("bid", "comment"));
        return header;
    }

    /** Rows of one to three dates. */
    private String rows(int count) {
        int firstDay = random.nextInt(DAYS);
        int days = 1 + random.nextInt(Math.min(3, DAYS - firstDay));
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < count; row++) {
            LocalDate date = FIRST.plusDays(firstDay + random.nextInt(days));
            long timestamp =
                    OrderCsv.timestamp(date + "T%02d:00:00".formatted(9 + random.nextInt(3))) + random.nextInt(3);
            List<Object> fields = new ArrayList<>(Arrays.asList(
                    7_904_794_000_000_000_000L + random.nextInt(4),
                    timestamp,
                    random.nextInt(3),
                    3000 + random.nextInt(100),
                    1 + random.nextInt(2),
                    1 + random.nextInt(random.nextInt(5) == 0 ? 200_000 : 20_000),
                    random.nextInt(100),
                    random.nextInt(100),
                    64 * random.nextInt(3),
                    random.nextInt(4),
                    1,
                    random.nextInt(4) == 0 ? "" : random.nextInt(5000),
                    random.nextInt(3) == 0 ? "" : "\"text, " + random.nextInt(9) + "\""));
            if (random.nextInt(30) == 0) {
                fields.set(random.nextInt(11), random.nextBoolean() ? "" : "x\"y");
            }
            rows.append(String.join(",", fields.stream().map(Object::toString).toList()))
                    .append('\n');
        }
        return rows.toString();
    }
}
