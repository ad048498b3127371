package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.DuckDb;
import io.ordermatrix.testkit.LargeRun;
import io.ordermatrix.testkit.OrderCsv;
import io.ordermatrix.testkit.Results;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of a run, as text: complete, safe, small and with the figures of the CSV files. How it looks is tested in a
 * browser.
 */
class ReportTest {
    private static final int FIVE_MEGABYTES = 5_000_000;
    private static final String HOSTILE = "</script><script>alert(1)</script><!--\u2028";

    @TempDir
    private Path folder;

    @Test
    void everyRunWritesASelfContainedPage() throws IOException {
        Results results = generated();
        String page = results.text("report.html");
        assertThat(page.startsWith("<!doctype html>") && page.endsWith("</html>\n"))
                .isTrue();
        assertThat(page.contains("default-src 'none'")).isTrue();
        // What a browser would load: elements have no addresses except links within the page and its empty icon.
        Matcher addresses = Pattern.compile("<[a-z]+\\b[^<>]*\\s(?:src|href|srcset|data|action)=\"([^\"]*)\"")
                .matcher(withoutScripts(page));
        assertThat(addresses.results().map(address -> address.group(1)))
                .isNotEmpty()
                .allSatisfy(address -> assertThat(address).matches("#.*|data:,"));
        assertThat(withoutScripts(page)).doesNotContain("@import").doesNotContain("url(");
        // The library's licence must be included.
        assertThat(page).contains("Apache ECharts", "Apache License", "Copyright (c) 2017, Baidu Inc.");
        assertThat(results.run().at("/outputs").toString()).contains("\"report.html\"");
    }

    @Test
    void thePageHasTheFiguresOfTheReports() throws IOException {
        Results results = generated();
        PageData page = PageData.of(results);
        assertThat(page.json.at("/overall/quantity_sum").asText())
                .isEqualTo(results.csv("overall.csv").get(0).get("quantity_sum"));
        assertThat(page.json.at("/run/accounting")).isEqualTo(results.run().at("/accounting"));
        assertThat(page.json.at("/run/seconds")).isEqualTo(results.run().at("/seconds"));
        for (Map.Entry<String, String> key : Map.of(
                        "securities", "by_security.csv", "participants", "by_participant.csv")
                .entrySet()) {
            List<String> codes = texts(page.json.at("/" + key.getKey() + "/codes"));
            List<String> quantities = texts(page.json.at("/" + key.getKey() + "/quantity_sum"));
            Map<String, String> shown = new TreeMap<>();
            for (int at = 0; at < codes.size(); at++) {
                shown.put(codes.get(at), quantities.get(at));
            }
            assertThat(shown)
                    .isEqualTo(results.csv(key.getValue()).stream()
                            .collect(Collectors.toMap(
                                    row -> row.values().iterator().next(), row -> row.get("quantity_sum"))));
        }
        assertThat(texts(page.json.at("/measures")))
                .containsExactly("events", "buy_events", "sell_events", "quantity_sum", "notional_sum");
        assertGrainsAddUp(page, results);
    }

    @Test
    void orderTypesAndMinutesAreThoseOfLifecycles() throws IOException, SQLException {
        Results results = generated("--lifecycles");
        PageData page = PageData.of(results);
        assertThat(texts(page.json.at("/lifecycleMeasures")))
                .containsExactly("orders", "events", "fills", "matched_quantity");
        assertThat(page.lifecycleSums("type", texts(page.json.at("/types/codes"))))
                .isNotEmpty()
                .allSatisfy(sums -> assertThat(sums).isEqualTo(orders(results, "exchangeordertype", Object::toString)));

        List<String> times = new ArrayList<>();
        for (String hour : texts(page.json.at("/hours"))) {
            for (int minute = 0; minute < 60; minute += 10) {
                times.add(LocalTime.of(Integer.parseInt(hour), minute).toString());
            }
        }
        Map<String, List<Long>> byTime = orders(
                results,
                "first_timestamp // 600000000000",
                tens -> Instant.ofEpochSecond(600 * ((Number) tens).longValue())
                        .atZone(ZoneId.of("Australia/Sydney"))
                        .toLocalTime()
                        .toString());
        assertThat(byTime).hasSizeGreaterThan(20);
        assertThat(page.lifecycleSums("ten_minutes", times))
                .isNotEmpty()
                .allSatisfy(sums -> assertThat(sums).isEqualTo(byTime));
    }

    /** The orders of lifecycles by something, with their events, fills and traded shares. */
    private static Map<String, List<Long>> orders(Results results, String by, Function<Object, String> name)
            throws SQLException {
        Map<String, List<Long>> orders = new TreeMap<>();
        DuckDb.query("""
                SELECT %s AS key, count(*) AS orders, sum(events)::BIGINT AS events,
                    sum(fills)::BIGINT AS fills, sum(matched_quantity)::BIGINT AS shares
                FROM read_parquet('%s/*/*.parquet') GROUP BY ALL""".formatted(by, results.path("lifecycles")))
                .forEach(row -> orders.merge(
                        name.apply(row.get("key")),
                        Stream.of("orders", "events", "fills", "shares")
                                .map(column -> ((Number) row.get(column)).longValue())
                                .toList(),
                        (one, other) -> IntStream.range(0, one.size())
                                .mapToObj(at -> one.get(at) + other.get(at))
                                .toList()));
        return orders;
    }

    @Test
    void hostileTextStaysText() throws IOException {
        Path input = new OrderCsv()
                .row()
                .row("price", HOSTILE)
                .row("price", "{{library}}")
                .row("quantity", "\"=cmd|'/c calc'!A1<img src=x onerror=alert(1)>\"")
                .writeTo(folder.resolve("<img src=x onerror=alert(1)>--><script>alert(1)<script>&.csv"));
        Path output = folder.resolve("results <b>--");
        CommandLineRun run = CommandLineRun.of(
                "run", "--input", input, "--output", output, "-Dspark.ordermatrix.reject.max-share=1");
        assertThat(run.err()).isEmpty();
        Results results = new Results(output);
        String page = results.text("report.html");
        for (String markup : List.of(HOSTILE, "alert(1)<", "<img src=x", "<b>--")) {
            assertThat(page.contains(markup)).as(markup).isFalse();
        }
        // The page's own scripts: data, numbers, library and script.
        assertThat(page.split("<script\\b", -1).length - 1).isEqualTo(4);
        assertThat(page.split("</script>", -1).length - 1).isEqualTo(4);
        PageData data = PageData.of(results);
        assertThat(data.json.at("/rejects/0/raw").asText()).contains(HOSTILE);
        assertThat(data.json.at("/rejects/1/raw").asText()).contains("{{library}}");
        assertThat(data.json.at("/run/inputs/0/file").asText()).isEqualTo(input.toString());
    }

    @Test
    void aRunWithoutKeptRowsHasAPage() throws IOException {
        Path input = new OrderCsv().row().writeTo(folder.resolve("orders.csv"));
        Path output = folder.resolve("results");
        assertThat(CommandLineRun.of(
                                "run", "--input", input, "--output", output, "--security", 1, "--date", "2024-09-05")
                        .err())
                .startsWith("The selection keeps none of 1 rows (dropped: 1 by security)");
        PageData page = PageData.of(new Results(output));
        assertThat(page.json.get("overall")).isNotNull().isEmpty();
        assertThat(page.json.at("/dates/0").asText()).isEqualTo("2024-09-05");
        CommandLineRun again = CommandLineRun.of("report", "--run", output);
        assertThat(again.err()).isEmpty();
    }

    @Test
    void reportWritesTheSamePageAgain() throws IOException {
        Results results = generated();
        String before = results.text("report.html");
        String record = results.text("run.json");
        List<String> files = results.files();
        Files.writeString(results.directory().resolve("report.html"), "old");
        CommandLineRun again = CommandLineRun.of("report", "--run", results.directory());
        assertThat(again.err()).isEmpty();
        assertThat(again.status()).isZero();
        assertThat(results.text("report.html")).isEqualTo(before);
        assertThat(results.text("run.json")).isEqualTo(record);
        assertThat(results.files()).isEqualTo(files);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("orders.csv", "results");
    }

    @Test
    void aPageOfAnotherSizeIsListedWithIt() throws IOException {
        Results results = generated();
        Path record = results.directory().resolve("run.json");
        String listed = "\"bytes\" : " + Files.size(results.directory().resolve("report.html"));
        Files.writeString(record, Files.readString(record).replace(listed, "\"bytes\" : 7"));
        assertThat(CommandLineRun.of("report", "--run", results.directory()).status())
                .isZero();
        assertThat(record).content().contains(listed);
    }

    @Test
    void aReportWaitsForARunThatReplacesTheResults() throws IOException {
        Results results = generated();
        Files.writeString(results.directory().resolve("report.html"), "old");
        ProcessHandle other = ProcessHandle.current().parent().orElseThrow();
        Files.writeString(
                folder.resolve(".results.lock"),
                "{\"host\":\"%s\",\"process\":%d,\"started\":%d,\"token\":\"one\"}"
                        .formatted(
                                InetAddress.getLocalHost().getHostName(),
                                other.pid(),
                                other.info().startInstant().orElseThrow().toEpochMilli()));
        CommandLineRun run = CommandLineRun.of("report", "--run", results.directory());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errorLines()).singleElement().asString().contains("is writing to it");
        assertThat(results.text("report.html")).isEqualTo("old");
    }

    @Test
    void reportOfAnUnfinishedRunIsAOneLineError() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Results unfinished = generated();
        Files.writeString(unfinished.directory().resolve("run.json"), "{\"status\": \"RUNNING\"}");
        for (Path directory : List.of(empty, folder.resolve("absent"), unfinished.directory())) {
            CommandLineRun run = CommandLineRun.of("report", "--run", directory);
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.errorLines())
                    .singleElement()
                    .asString()
                    .startsWith("error: " + directory)
                    .contains("run.json");
        }
        Files.writeString(unfinished.directory().resolve("run.json"), "{\"status\": \"COMPLETED\"}");
        assertThat(CommandLineRun.of("report", "--run", unfinished.directory()).err())
                .endsWith(": run.json does not list the results\n");
    }

    @Test
    void aMissingFileOfResultsIsAOneLineError() throws IOException {
        Results results = generated();
        String before = results.text("report.html");
        String missing = results.files().stream()
                .filter(file -> file.endsWith(".parquet"))
                .findFirst()
                .orElseThrow();
        Files.delete(results.directory().resolve(missing));
        CommandLineRun run = CommandLineRun.of("report", "--run", results.directory());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errorLines()).singleElement().asString().contains(missing + " is missing, though it is listed");
        assertThat(results.text("report.html")).isEqualTo(before);
    }

    @Test
    void aRunOfTheLargestSizeStillFits() throws IOException {
        Results results = LargeRun.write(folder.resolve("large"), 2_000, 250, 50);
        CommandLineRun run = CommandLineRun.of("report", "--run", results.directory());
        assertThat(run.err()).isEmpty();
        assertThat(results.directory().resolve("report.html").toFile().length())
                .isBetween(2_000_000L, (long) FIVE_MEGABYTES - 1);
        // The browser test opens it too, and measures how long it takes to draw.
        Files.copy(
                results.directory().resolve("report.html"),
                Path.of("target", "report-at-full-size.html"),
                StandardCopyOption.REPLACE_EXISTING);
        PageData page = PageData.of(results);
        assertThat(texts(page.json.at("/measures"))).containsExactly("events", "quantity_sum");
        assertGrainsAddUp(page, results);
    }

    private static void assertGrainsAddUp(PageData page, Results results) {
        Map<String, String> overall = results.csv("overall.csv").get(0);
        List<Long> whole = texts(page.json.at("/measures")).stream()
                .map(measure -> Long.parseLong(overall.get(measure)))
                .toList();
        assertThat(page.grainSums())
                .isNotEmpty()
                .allSatisfy(sums -> assertThat(sums).isEqualTo(whole));
    }

    private Results generated(String... options) {
        Path input = folder.resolve("orders.csv");
        Path output = folder.resolve("results");
        assertThat(CommandLineRun.of(
                                "generate",
                                "--output",
                                input,
                                "--rows",
                                20_000,
                                "--dates",
                                3,
                                "--securities",
                                30,
                                "--corrupt",
                                0.002)
                        .status())
                .isZero();
        List<Object> run = new ArrayList<>(List.of("run", "--input", input, "--output", output));
        run.addAll(List.of(options));
        assertThat(CommandLineRun.of(run.toArray()).err()).isEmpty();
        return new Results(output);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(value -> texts.add(value.asText()));
        return texts;
    }

    private static String withoutScripts(String page) {
        return page.replaceAll("(?s)<script[^>]*>.*?</script>", "");
    }

    /** The data of a page, read without a browser. */
    private record PageData(JsonNode json, List<ByteBuffer> numbers) {
        /** The places of the numbers of the cube, and of lifecycles. */
        private static final int CUBE = 0;

        private static final int LIFECYCLES = 3;

        static PageData of(Results results) throws IOException {
            String page = results.text("report.html");
            List<ByteBuffer> numbers = new ArrayList<>();
            for (String part : block(page, "numbers").split(" ", -1)) {
                try (GZIPInputStream packed = new GZIPInputStream(
                        new ByteArrayInputStream(Base64.getDecoder().decode(part)))) {
                    numbers.add(ByteBuffer.wrap(packed.readAllBytes()));
                }
            }
            return new PageData(new ObjectMapper().readTree(block(page, "data")), numbers);
        }

        private static String block(String page, String id) {
            Matcher block = Pattern.compile("<script type=\"[a-z/]+\" id=\"" + id + "\">([^<]*)</script>")
                    .matcher(page);
            assertThat(block.find()).as(id).isTrue();
            return block.group(1);
        }

        /** The sums of each measure of every grain. */
        List<List<Long>> grainSums() {
            List<List<Long>> sums = new ArrayList<>();
            ByteBuffer unread = numbers.get(CUBE).duplicate();
            for (JsonNode grain : json.at("/grains")) {
                List<Long> ofGrain = new ArrayList<>();
                for (int measure = 0; measure < json.at("/measures").size(); measure++) {
                    ofGrain.add(Arrays.stream(sums(unread, cells(grain), 1)).sum());
                }
                sums.add(ofGrain);
            }
            return sums;
        }

        /** The sums of each measure of lifecycles by the values of a detail that have any, of every grain with it. */
        List<Map<String, List<Long>>> lifecycleSums(String detail, List<String> values) {
            ByteBuffer unread = numbers.get(LIFECYCLES).duplicate();
            List<Map<String, List<Long>>> sums = new ArrayList<>();
            for (JsonNode grain : json.at("/lifecycleGrains")) {
                List<long[]> measures = new ArrayList<>();
                for (int measure = 0; measure < json.at("/lifecycleMeasures").size(); measure++) {
                    measures.add(sums(unread, cells(grain), details(grain)));
                }
                if (grain.at("/detail").asText().equals(detail)) {
                    Map<String, List<Long>> ofGrain = new TreeMap<>();
                    for (int at = 0; at < details(grain); at++) {
                        int value = at;
                        List<Long> ofValue =
                                measures.stream().map(each -> each[value]).toList();
                        if (ofValue.get(0) > 0) {
                            ofGrain.put(value < values.size() ? values.get(value) : "others", ofValue);
                        }
                    }
                    sums.add(ofGrain);
                }
            }
            assertThat(unread.hasRemaining()).isFalse();
            return sums;
        }

        private int cells(JsonNode grain) {
            return (grain.at("/securities").asInt() + 1)
                    * (grain.at("/participants").asInt() + 1)
                    * (grain.at("/byDate").asBoolean() ? json.at("/dates").size() : 1)
                    * details(grain);
        }

        private int details(JsonNode grain) {
            return switch (grain.at("/detail").asText()) {
                case "none" -> 1;
                case "hour" -> json.at("/hours").size();
                case "size" -> 5;
                case "type" -> 1 + json.at("/types/codes").size();
                case "ten_minutes" -> 6 * json.at("/hours").size();
                default -> throw new AssertionError(grain);
            };
        }

        /** The sums of every so-manieth number of those that follow. */
        private static long[] sums(ByteBuffer unread, int count, int step) {
            long[] sums = new long[step];
            for (int number = 0; number < count; number++) {
                long value = 0;
                int shift = 0;
                byte group;
                do {
                    group = unread.get();
                    value |= (long) (group & 0x7f) << shift;
                    shift += 7;
                } while (group < 0);
                // The lowest bit is the sign.
                sums[number % step] += (value >>> 1) ^ -(value & 1);
            }
            return sums;
        }
    }

    /** Their sums cancel out, but not those of a part. */
    @Test
    void sumsThatAreTooLargeForABrowserAreMarkedWhateverTheirSign() throws IOException {
        Path input = new OrderCsv()
                .row("price", -2_000_000_000, "quantity", 2_000_000_000, "security_code", 1)
                .row("price", 2_000_000_000, "quantity", 2_000_000_000, "security_code", 2)
                .writeTo(folder.resolve("orders.csv"));
        Path output = folder.resolve("results");
        assertThat(CommandLineRun.of("run", "--input", input, "--output", output)
                        .err())
                .isEmpty();
        PageData page = PageData.of(new Results(output));
        assertThat(page.json.at("/overall/notional_sum").asText()).isEqualTo("0");
        assertThat(page.json.at("/grains"))
                .isNotEmpty()
                .allSatisfy(grain -> assertThat(texts(grain.path("wide"))).containsExactly("notional_sum"));
        assertThat(texts(page.json.at("/securities/notional_sum")))
                .containsExactly("-4000000000000000000", "4000000000000000000");
    }
}
