package io.ordermatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordermatrix.output.FinishedRun;
import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.Results;
import io.ordermatrix.testkit.TestSpark;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page gives up where there is no room. */
class ReportDataTest {
    @TempDir
    private Path folder;

    @Test
    void lifecyclesGiveWayFirstThenMeasuresThenKeys() throws IOException {
        Path input = folder.resolve("orders.csv");
        Path output = folder.resolve("results");
        assertThat(CommandLineRun.of("generate", "--output", input, "--rows", 20_000, "--dates", 3)
                        .status())
                .isZero();
        assertThat(CommandLineRun.of("run", "--input", input, "--output", output, "--lifecycles")
                        .err())
                .isEmpty();
        Results results = new Results(output);
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(TestSpark.session().sparkContext());
        ReportData data = ReportData.read(
                spark,
                FinishedRun.open(output.toString(), spark.hadoopConfiguration()).results(),
                results.run());
        int whole = data.text(Integer.MAX_VALUE).length();
        JsonNode all = shown(data, Integer.MAX_VALUE);

        JsonNode slightlyLess = shown(data, whole - 1000);
        assertThat(keys(slightlyLess, "lifecycleGrains")).isLessThan(keys(all, "lifecycleGrains"));
        assertThat(slightlyLess.get("grains")).isEqualTo(all.get("grains"));
        assertThat(slightlyLess.get("flowGrains")).isEqualTo(all.get("flowGrains"));
        assertThat(slightlyLess.get("measures")).isEqualTo(all.get("measures"));

        int steps = 0;
        for (int limit = whole - 1000; limit > whole / 4; limit -= whole / 10) {
            JsonNode shown = shown(data, limit);
            boolean hasAllMeasures = shown.get("measures").equals(all.get("measures"));
            boolean hasAllKeys = shown.get("grains").equals(all.get("grains"));
            assertThat(hasAllKeys || !hasAllMeasures).isTrue();
            // Orders by type and time are still there, if only for all securities and participants together.
            assertThat(shown.get("lifecycleGrains")).isNotEmpty();
            steps += hasAllMeasures ? 0 : 1;
        }
        assertThat(steps).isPositive();
    }

    private static JsonNode shown(ReportData data, int limit) throws IOException {
        ReportData.Text text = data.text(limit);
        assertThat(text.length()).isLessThanOrEqualTo(limit);
        return new ObjectMapper().readTree(text.json());
    }

    private static int keys(JsonNode shown, String grains) {
        int keys = 0;
        for (JsonNode grain : shown.get(grains)) {
            keys += (grain.get("securities").asInt() + 1)
                    * (grain.get("participants").asInt() + 1);
        }
        return keys;
    }
}
