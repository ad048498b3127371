package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.OrderCsv;
import io.ordermatrix.testkit.RealData;
import io.ordermatrix.testkit.Results;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The project's reader gives the same reports, rejects and accounting as Spark's CSV parser, byte for byte. */
class EnginesAgreeTest {
    @TempDir
    private Path folder;

    private Results run(String engine, Path input, String... options) {
        Path output = folder.resolve(engine);
        Object[] arguments = Stream.concat(
                        Stream.of(
                                "run",
                                "--input",
                                input,
                                "--output",
                                output,
                                "--overwrite",
                                "--engine",
                                engine,
                                "-Dspark.ordermatrix.reject.max-share=1"),
                        Stream.of(options))
                .toArray();
        CommandLineRun run = CommandLineRun.of(arguments);
        assertThat(run.err()).isEmpty();
        return new Results(output);
    }

    private void assertAgree(Path input, String... options) {
        Results ours = run("orders", input, options);
        Results theirs = run("spark-csv", input, options);
        assertThat(ours.reports()).isEqualTo(theirs.reports());
        for (String report : theirs.reports()) {
            assertThat(ours.text(report)).as(report).isEqualTo(theirs.text(report));
        }
        assertThat(ours.run().at("/accounting")).isEqualTo(theirs.run().at("/accounting"));
        assertThat(ours.rows("lines")).isPositive();
    }

    @Test
    void onRealData() {
        assertAgree(RealData.file(RealData.LAST_STATES), "--hours", "10:00-16:00", "--participant", "69,54,1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--from 2024-09-03 --participant 69,1,2 --order-type 0,2048 --hours 10:00-16:00"})
    void onACorruptFeed(String options) {
        Path feed = folder.resolve("feed.csv");
        CommandLineRun.of("generate", "--output", feed, "--rows", 30_000, "--corrupt", "0.05", "--seed", 3);
        String[] selection = options.isEmpty() ? new String[0] : options.split(" ");
        assertAgree(
                feed,
                Stream.concat(Stream.of("-Dspark.ordermatrix.scan.chunk-size=100 KiB"), Stream.of(selection))
                        .toArray(String[]::new));
    }

    @Test
    void onEveryKindOfBadRow() throws IOException {
        String valid = new OrderCsv().row().text();
        String header = valid.substring(0, valid.indexOf('\n'));
        String row = valid.substring(valid.indexOf('\n') + 1).strip();
        Path file = folder.resolve("bad.csv");
        Files.write(
                file,
                String.join(
                                "\r\n",
                                "\uFEFF" + header,
                                row,
                                "",
                                row + ",",
                                row.substring(0, row.length() - 2),
                                row.replace("110621", "\"110621\""),
                                row.replace("110621", "\"110621"),
                                row.replace("110621", "11\"0621"),
                                row.replace("110621", "\"1106\"21"),
                                row.replace("110621", " 110621 "),
                                row.replace("110621", "\t110621"),
                                row.replace("110621", "\u0661"),
                                row.replace("110621", "\uFFFD"),
                                row.replace("3500", "3500.0"),
                                row.replace("3500", "3500.5"),
                                row.replace("3500", "-0"),
                                row.replace("3500", "+1"),
                                row.replace("7904794000123881961", "9223372036854775807"),
                                row.replace("7904794000123881961", "9223372036854775808"),
                                row.replace("7904794000123881961", "-9223372036854775808"),
                                row.replace("7904794000123881961", "000000000000000000000000000000012"),
                                row.replace("1000", "2147483648"),
                                row.replace("1000", "-1"),
                                row.replace("1000", "  "),
                                row.replace(",1,1000", ",3,1000"),
                                " ",
                                "\r",
                                row + "\r\r",
                                row)
                        .getBytes(StandardCharsets.UTF_8));
        assertAgree(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 5] = (byte) 0xFF;
        bytes[bytes.length - 200] = 0;
        Files.write(file, bytes);
        assertAgree(file);
    }
}
