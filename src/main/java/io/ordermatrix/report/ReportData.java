package io.ordermatrix.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.univocity.parsers.common.record.Record;
import io.ordermatrix.cube.Measures;
import io.ordermatrix.cube.Rollup;
import io.ordermatrix.file.Json;
import io.ordermatrix.order.SecurityType;
import io.ordermatrix.order.SizeBucket;
import io.ordermatrix.output.ResultFiles;
import io.ordermatrix.output.ResultTables;
import io.ordermatrix.output.WrittenResults;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;

/** The page's data: the run's record, its totals, the first rejects, and the cube at coarser grains. */
final class ReportData {
    /** Whole numbers up to this are exact in a browser; larger ones are passed as text. */
    private static final long LARGEST_EXACT_NUMBER = (1L << 53) - 1;

    private static final int SHOWN_REJECTS = 50;
    private static final int SHOWN_CHARACTERS = 300;
    private static final int SHOWN_ENTRIES = 500;
    /** Lists of run.json that grow with the input. */
    private static final List<String> LONG_LISTS = List.of("inputs", "waves", "failures");

    private static final double SHRINKING = 0.8;
    /** What lifecycles tell gives way to all else, so its room is found in fewer steps. */
    private static final double SHRINKING_OF_LIFECYCLES = 0.5;

    private final ObjectNode document;
    private final CellStatuses statuses;
    private final GrainTotals cube;
    private final GrainTotals flow;
    private final GrainTotals lifecycles;

    /**
     * @param flow without grains if the run has no order flow
     * @param lifecycles the same
     */
    private ReportData(
            ObjectNode document, CellStatuses statuses, GrainTotals cube, GrainTotals flow, GrainTotals lifecycles) {
        this.document = document;
        this.statuses = statuses;
        this.cube = cube;
        this.flow = flow;
        this.lifecycles = lifecycles;
    }

    /**
     * Reads a run's results in a Spark job, or two if there is order flow.
     *
     * @param results of the run, but for the page
     * @param run the content of run.json
     */
    static ReportData read(JavaSparkContext spark, WrittenResults results, JsonNode run) throws IOException {
        Configuration hadoop = spark.hadoopConfiguration();
        ResultTables files = new ResultTables(results, hadoop);
        KeyTotals securities = KeyTotals.read(files, ResultFiles.of(Rollup.BY_SECURITY), "security_code");
        KeyTotals participants = KeyTotals.read(files, ResultFiles.of(Rollup.BY_PARTICIPANT), "participantid");
        KeyTotals hours = KeyTotals.read(files, ResultFiles.of(Rollup.BY_HOUR), "hour");
        boolean hasFlow = files.exists(ResultFiles.ofFlow(Rollup.OVERALL));
        CellStatuses.Extent extent = CellStatuses.Extent.of(files);
        Axes axes = new Axes(
                securities.ranked(extent.securities()),
                participants.ranked(List.of()),
                List.copyOf(extent.dates()),
                List.copyOf(new TreeSet<>(hours.values())),
                hasFlow ? OrderTypes.busiest(spark, results) : List.of(),
                ZoneId.of(run.at("/config/selection/zone").asText()));
        CellStatuses statuses = CellStatuses.read(files, axes);

        ObjectNode document = Json.COMPACT.createObjectNode();
        document.set("run", shortened(run));
        overall(document, files);
        // Only a feed with names of securities has this file.
        SecurityType names = files.exists(ResultFiles.SECURITIES) ? SecurityType.TEXT : SecurityType.NUMBER;
        ObjectNode bySecurity = document.putObject("securities");
        putSecurities(bySecurity.putArray("codes"), axes.securities(), names);
        addTotals(bySecurity, axes.securities(), securities);
        ObjectNode byParticipant = document.putObject("participants");
        axes.participants().forEach(byParticipant.putArray("codes")::add);
        addTotals(byParticipant, axes.participants(), participants);
        ArrayNode dates = document.putArray("dates");
        axes.dates().forEach(date -> dates.add(date.toString()));
        ArrayNode hoursOfDay = document.putArray("hours");
        axes.hours().forEach(hoursOfDay::add);
        ArrayNode sizes = document.putArray("sizes");
        for (SizeBucket size : SizeBucket.values()) {
            sizes.add(size.label());
        }
        ArrayNode failedCells = document.putArray("failedCells");
        for (CellStatuses.Failure failure : statuses.failures()) {
            failedCells
                    .addObject()
                    .put("security", names.text(failure.security()))
                    .put("date", failure.date())
                    .put("error", beginning(failure.error()));
        }
        rejects(document.putArray("rejects"), files);
        if (hasFlow) {
            FlowData.addTo(document, files);
            axes.orderTypes().forEach(document.putObject("types").putArray("codes")::add);
            GrainTable.LIFECYCLES.shownMeasures().forEach(document.putArray("lifecycleMeasures")::add);
        }

        // The tables with the most rows first, so that the last tasks are short.
        List<GrainTable> tables =
                hasFlow ? List.of(GrainTable.LIFECYCLES, GrainTable.FLOW, GrainTable.CUBE) : List.of(GrainTable.CUBE);
        List<GrainTotals> totals =
                axes.participants().isEmpty() ? List.of() : GrainJob.run(spark, results, tables, axes);
        return new ReportData(
                document,
                statuses,
                of(GrainTable.CUBE, tables, totals, axes),
                of(GrainTable.FLOW, tables, totals, axes),
                of(GrainTable.LIFECYCLES, tables, totals, axes));
    }

    /** The totals of a table; zeros if it has no rows, and no grains if the results do not have it. */
    private static GrainTotals of(GrainTable table, List<GrainTable> tables, List<GrainTotals> totals, Axes axes) {
        if (!tables.contains(table)) {
            return new GrainTotals(table, axes, List.of());
        }
        return totals.isEmpty()
                ? new GrainTotals(table, axes, GrainChoice.of(table, axes))
                : totals.get(tables.indexOf(table));
    }

    /** The record without the outputs, and with only the beginning of long lists and texts. */
    private static JsonNode shortened(JsonNode run) {
        ObjectNode shortened = run.deepCopy();
        shortened.remove("outputs");
        ObjectNode omitted = shortened.putObject("omitted");
        for (String name : LONG_LISTS) {
            if (shortened.get(name) instanceof ArrayNode list && list.size() > SHOWN_ENTRIES) {
                omitted.put(name, list.size() - SHOWN_ENTRIES);
                while (list.size() > SHOWN_ENTRIES) {
                    list.remove(list.size() - 1);
                }
            }
        }
        long inputs = shortened.path("input_files").asLong()
                - shortened.path("inputs").size();
        if (inputs > 0) {
            omitted.put("inputs", inputs);
        }
        for (JsonNode failure : shortened.path("failures")) {
            ((ObjectNode) failure).put("error", beginning(failure.path("error").asText()));
        }
        return shortened;
    }

    /** The only row of the overall rollup, as text, because it is only displayed. */
    private static void overall(ObjectNode document, ResultTables tables) throws IOException {
        ObjectNode overall = document.putObject("overall");
        for (Record row : tables.rows(ResultFiles.of(Rollup.OVERALL))) {
            Measures.NAMES.forEach(name -> overall.put(name, row.getString(name)));
        }
    }

    /** As the feed has them: numbers or names. */
    private static void putSecurities(ArrayNode codes, List<Integer> securities, SecurityType names) {
        for (int security : securities) {
            if (names == SecurityType.TEXT) {
                codes.add(names.text(security));
            } else {
                codes.add(security);
            }
        }
    }

    private static void addTotals(ObjectNode key, List<Integer> values, KeyTotals totals) {
        List<String> measures = GrainTable.CUBE.measures();
        for (int measure = 0; measure < measures.size(); measure++) {
            ArrayNode sums = key.putArray(measures.get(measure));
            for (int value : values) {
                addExactly(sums, totals.of(value, measure));
            }
        }
    }

    private static void addExactly(ArrayNode numbers, long number) {
        if (number > LARGEST_EXACT_NUMBER || number < -LARGEST_EXACT_NUMBER) {
            numbers.add(Long.toString(number));
        } else {
            numbers.add(number);
        }
    }

    private static void rejects(ArrayNode rejects, ResultTables tables) throws IOException {
        if (!tables.exists(ResultFiles.REJECTS)) {
            return;
        }
        tables.scan(ResultFiles.REJECTS, row -> {
            rejects.addObject()
                    .put("file", row.getString("file"))
                    .put("line", row.getString("line"))
                    .put("reason", row.getString("reason"))
                    .put("raw", beginning(row.getString("raw")));
            return rejects.size() < SHOWN_REJECTS;
        });
    }

    private static String beginning(String text) {
        if (text == null) {
            return "";
        }
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
    }

    /**
     * The data as embedded in the page.
     *
     * @param json everything except the grains, which it describes
     * @param numbers the cube's grains, the matrix, and the grains of order flow and of lifecycles, each as {@link
     *     PackedNumbers}, with spaces between them
     */
    record Text(String json, String numbers) {
        int length() {
            return json.length() + numbers.length();
        }
    }

    /**
     * The data as text of at most this many characters. What there is no room for is given up in this order: securities and
     * participants by order type and by ten minutes, then all but the leading measures, then securities and participants that are
     * told apart.
     */
    Text text(int limit) throws JsonProcessingException {
        // Compressing these takes the most time, and each is kept.
        Stream.of(cube, flow, lifecycles).parallel().forEach(GrainTotals::packed);
        GrainTotals fittingCube = cube;
        GrainTotals fittingFlow = flow;
        GrainTotals fewest = lifecycles;
        while (fewest.canShrink()) {
            fewest = fewest.shrunk(0);
        }
        Text text = text(fittingCube, fittingFlow, fewest);
        if (text.length() > limit) {
            fittingCube = cube.only(GrainTable.LEADING_MEASURES);
            text = text(fittingCube, fittingFlow, fewest);
        }
        while (text.length() > limit && (fittingCube.canShrink() || fittingFlow.canShrink())) {
            fittingCube = fittingCube.shrunk(SHRINKING);
            fittingFlow = fittingFlow.shrunk(SHRINKING);
            text = text(fittingCube, fittingFlow, fewest);
        }
        GrainTotals fitting = lifecycles;
        while (fitting.canShrink()) {
            Text withMore = text(fittingCube, fittingFlow, fitting);
            if (withMore.length() <= limit) {
                return withMore;
            }
            fitting = fitting.shrunk(SHRINKING_OF_LIFECYCLES);
        }
        return text;
    }

    private Text text(GrainTotals shownCube, GrainTotals shownFlow, GrainTotals shownLifecycles)
            throws JsonProcessingException {
        shownCube.measures().forEach(document.putArray("measures")::add);
        shownCube.describeTo(document.putArray("grains"));
        shownFlow.describeTo(document.putArray("flowGrains"));
        shownLifecycles.describeTo(document.putArray("lifecycleGrains"));
        int separateSecurities = shownCube.grains().stream()
                .filter(grain -> grain.byDate() && grain.detail() == Grain.Detail.NONE)
                .mapToInt(Grain::securities)
                .max()
                .orElse(0);
        document.put("matrixSecurities", separateSecurities);
        PackedNumbers matrix = new PackedNumbers();
        statuses.writeTo(matrix, separateSecurities);
        return new Text(
                Json.COMPACT.writeValueAsString(document),
                String.join(" ", shownCube.packed(), matrix.text(), shownFlow.packed(), shownLifecycles.packed()));
    }
}
