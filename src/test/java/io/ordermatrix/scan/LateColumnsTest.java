package io.ordermatrix.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.csv.ChunkReader;
import io.ordermatrix.csv.KernelReaders;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.input.InputFiles;
import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.FieldFormat;
import io.ordermatrix.order.LineFormat;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.RowAccounting;
import io.ordermatrix.order.Selection;
import io.ordermatrix.testkit.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows whose columns are checked together, compared with the same rows read field by field. */
class LateColumnsTest {
    private static final int ROWS = 400;
    private static final List<String> ODD_VALUES = List.of(
            "", "-1", "+1", " 1", "1.5", "x", "12345678901", "00000000000000000001", "99999999999999999999", "3");

    @TempDir
    private Path folder;

    private final Configuration hadoop = BareLocalFileSystem.configuration();

    /** What reading a file gave: the wanted values of kept rows, why the others were rejected, and how many there were. */
    private record Reading(List<List<Long>> events, List<String> rejects, RowAccounting accounting) {}

    static LongStream seeds() {
        return Fuzz.seeds("LateColumnsTest", 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void areReadAsIfFieldByField(long seed) throws IOException {
        Random random = Fuzz.random(seed);
        List<String> columns = new ArrayList<>(
                OrderColumn.needed().stream().map(OrderColumn::columnName).toList());
        columns.addAll(List.of("note", "exchange"));
        Collections.shuffle(columns, random);
        byte[] file = file(columns, random).getBytes(StandardCharsets.ISO_8859_1);
        Path path = folder.resolve("orders.csv");
        Files.write(path, file);
        InputFile input = InputFiles.find(List.of(BareLocalFileSystem.name(path)), LineFormat.PLAIN, hadoop)
                .get(0);
        BitSet wanted = new BitSet();
        IntStream.range(0, OrderSlots.ONE)
                .filter(slot -> random.nextInt(4) == 0)
                .forEach(wanted::set);
        RowPredicate predicate = predicate(random);

        Reading oneByOne = read(KernelReaders.swar(file, columns.size()), input, predicate, wanted);
        for (ChunkReader reader : KernelReaders.ofDigits(file, columns.size())) {
            Reading together = read(reader, input, predicate, wanted);
            assertThat(together.rejects()).isEqualTo(oneByOne.rejects());
            assertThat(together.accounting()).isEqualTo(oneByOne.accounting());
            assertThat(together.events()).isEqualTo(oneByOne.events());
        }
    }

    /** Without this, the other test would compare nothing. */
    @Test
    void areNotReadWithoutNeed() throws IOException {
        List<String> columns =
                OrderColumn.needed().stream().map(OrderColumn::columnName).toList();
        byte[] file = (String.join(",", columns) + "\n"
                        + row(columns, Fuzz.random(1), null).repeat(ROWS))
                .getBytes(StandardCharsets.ISO_8859_1);
        Path path = folder.resolve("orders.csv");
        Files.write(path, file);
        InputFile input = InputFiles.find(List.of(BareLocalFileSystem.name(path)), LineFormat.PLAIN, hadoop)
                .get(0);
        for (ChunkReader reader : KernelReaders.ofDigits(file, columns.size())) {
            OrderRows rows = rows(input, new RowPredicate.Constant(true), new BitSet());
            rows.begin(input.header());
            // The first block has the header, which is not digits.
            assertThat(reader.next()).isTrue();
            while (reader.next()) {
                Arrays.fill(rows.batch().column(OrderSlots.PARTICIPANTID), -7);
                Arrays.fill(rows.batch().column(OrderSlots.SIDE), -7);
                int size = reader.rows().size();
                rows.read(reader.rows(), 0, size, new RowTally());
                assertThat(rows.batch().size()).isEqualTo(size);
                assertThat(rows.batch().column(OrderSlots.PARTICIPANTID)[0]).isEqualTo(-7);
                assertThat(rows.batch().column(OrderSlots.SIDE)[0]).isPositive();
            }
            assertThat(reader.lines()).isEqualTo(1 + ROWS);
        }
    }

    private Reading read(ChunkReader reader, InputFile input, RowPredicate predicate, BitSet wanted)
            throws IOException {
        OrderRows rows = rows(input, predicate, wanted);
        rows.begin(input.header());
        RowTally tally = new RowTally();
        List<List<Long>> events = new ArrayList<>();
        List<String> rejects = new ArrayList<>();
        while (reader.next()) {
            int size = reader.rows().size();
            for (int from = 0; from < size; from += RowBatch.CAPACITY) {
                rows.read(reader.rows(), from, Math.min(size, from + RowBatch.CAPACITY), tally);
                for (int row = 0; row < rows.batch().size(); row++) {
                    int at = row;
                    events.add(wanted.stream()
                            .mapToObj(slot -> rows.batch().column(slot)[at])
                            .toList());
                }
                for (int row = rows.rejects().next(from);
                        row >= 0;
                        row = rows.rejects().next(row + 1)) {
                    rejects.add(reader.rows().offset(row) + " " + rows.rejects().reason(row));
                }
            }
        }
        return new Reading(events, rejects, tally.accounting());
    }

    private static OrderRows rows(InputFile input, RowPredicate predicate, BitSet wanted) {
        ScanSpec spec = new ScanSpec(
                List.of(input),
                List.of(),
                Selection.everything(ZoneOffset.ofHours(10)),
                FeedFormat.ofAnyTime(FieldFormat.PLAIN, ZoneOffset.ofHours(10)),
                ScanSpec.OnReject.DROP,
                null);
        return new OrderRows(spec, predicate, WantedColumns.of(wanted));
    }

    private static RowPredicate predicate(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new RowPredicate.Constant(true);
            case 1 -> new RowPredicate.Between(OrderSlots.HOUR, 10, 12 + random.nextInt(8));
            default -> new RowPredicate.Between(OrderSlots.PARTICIPANTID, 0, 10 + random.nextInt(80));
        };
    }

    /** Rows of which one in many, or none, has an odd value, so that many blocks have none. */
    private static String file(List<String> columns, Random random) {
        int oneIn = 1 << random.nextInt(14);
        StringBuilder file = new StringBuilder(String.join(",", columns)).append('\n');
        for (int row = 0; row < ROWS; row++) {
            String odd = random.nextInt(oneIn) == 0 ? ODD_VALUES.get(random.nextInt(ODD_VALUES.size())) : null;
            file.append(row(columns, random, odd));
        }
        return file.toString();
    }

    private static String row(List<String> columns, Random random, String odd) {
        int oddColumn = odd == null ? -1 : random.nextInt(columns.size());
        return IntStream.range(0, columns.size())
                        .mapToObj(column -> column == oddColumn ? odd : value(columns.get(column), random))
                        .collect(Collectors.joining(","))
                + "\n";
    }

    private static String value(String column, Random random) {
        return switch (column) {
            case "order_id" -> "7904794000" + (100_000_000 + random.nextInt(900_000_000));
            case "timestamp" -> "17254" + (10_000 + random.nextInt(80_000)) + "123456789";
            case "side" -> String.valueOf(1 + random.nextInt(2));
            case "note" -> List.of("", "Rest of Day", "2").get(random.nextInt(3));
            case "orderstatus", "exchange" -> String.valueOf(random.nextInt(10));
            case "exchangeordertype" -> List.of("0", "64", "4098", "2048").get(random.nextInt(4));
            default -> String.valueOf(random.nextInt(1 << random.nextInt(27)));
        };
    }
}
