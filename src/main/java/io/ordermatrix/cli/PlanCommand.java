package io.ordermatrix.cli;

import io.ordermatrix.config.ConfigText;
import io.ordermatrix.csv.DelimiterKernel;
import io.ordermatrix.file.Json;
import io.ordermatrix.hardware.HardwareProfile;
import io.ordermatrix.hardware.ResourcePlan;
import io.ordermatrix.input.Split;
import io.ordermatrix.matrix.CellStatus;
import io.ordermatrix.matrix.JobMatrix;
import io.ordermatrix.matrix.TradingCalendar;
import io.ordermatrix.order.Cell;
import io.ordermatrix.question.Question;
import io.ordermatrix.units.DataSize;
import io.ordermatrix.update.RunInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "plan",
        description = "Shows the hardware, the settings derived from it and the matrix, without running the job.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer>, VerboseCommand {
    private static final int SHOWN_CELLS = 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions options;

    @Option(names = "--json", description = "Print the plan as JSON.")
    private boolean json;

    @Override
    public boolean isVerbose() {
        return options.verbose();
    }

    @Override
    public Integer call() throws IOException {
        PreparedJob job = PreparedJob.of(options.load(), options);
        options.save(job.config().job());
        JobMatrix matrix = JobMatrix.of(
                job.config().job().selection(),
                new TradingCalendar(job.config().job().holidays()));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.READABLE.writeValueAsString(asMap(job, matrix)));
        } else {
            print(job, matrix, out);
        }
        out.flush();
        return ExitStatus.DONE;
    }

    private static int chunks(PreparedJob job) {
        return Split.cut(job.input().toScan(), job.plan().chunkSize().bytes()).stream()
                .mapToInt(group -> group.chunks().size())
                .sum();
    }

    private static void print(PreparedJob job, JobMatrix matrix, PrintWriter out) {
        HardwareProfile machine = job.machine();
        out.println("Hardware");
        line(out, "cores", machine.cores(), "");
        line(out, "memory", machine.memory().approximate(), "");
        line(out, "available memory", machine.availableMemory().approximate(), "");
        line(out, "processor", machine.processor(), "");
        line(out, "operating system", machine.operatingSystem(), "");
        line(out, "java", machine.javaVersion(), "");
        out.println("Derived settings");
        for (ResourcePlan.Derivation derivation : job.plan().derivations()) {
            line(out, derivation.name(), derivation.value(), derivation.origin());
        }
        out.println("Input");
        if (job.question().isPresent()) {
            print(job.question().get(), out);
        } else {
            print(job.input(), chunks(job), out);
        }
        out.println("Matrix");
        if (matrix.isKnown()) {
            line(out, "securities", matrix.securities().size(), "");
            line(out, "dates", matrix.dates().size(), "");
            line(out, "cells", matrix.expectedCells(), "");
            matrix.expected()
                    .limit(SHOWN_CELLS)
                    .forEach(cell ->
                            line(out, Integer.toString(cell.security()), cell.date(), CellStatus.PENDING.name()));
            if (matrix.expectedCells() > SHOWN_CELLS) {
                line(out, "...", "", String.format(Locale.ROOT, "and %,d more", matrix.expectedCells() - SHOWN_CELLS));
            }
        } else {
            line(out, "cells", "those found in the data", "");
        }
    }

    private static void print(RunInput input, int chunks, PrintWriter out) {
        line(out, "files", input.files().size(), "");
        line(out, "size", DataSize.ofBytes(input.bytes()).approximate(), "");
        line(out, "chunks", chunks, "");
        input.files().stream()
                .findFirst()
                .map(file -> file.header().separator().character())
                .ifPresent(separator ->
                        line(out, "scanner", DelimiterKernel.fastest(separator).description(), ""));
        input.earlier().ifPresent(earlier -> PlannedUpdate.of(input).print(out));
    }

    private static void print(Question question, PrintWriter out) {
        line(out, "results", question.results().name(), "");
        line(out, "answered from", question.table().label(), "");
        line(out, "size", DataSize.ofBytes(question.bytes()).approximate(), "");
    }

    private static void line(PrintWriter out, String label, Object value, String origin) {
        out.println(String.format(Locale.ROOT, "  %-34s %-24s %s", label, value, origin)
                .stripTrailing());
    }

    private static Map<String, Object> asMap(PreparedJob job, JobMatrix matrix) throws IOException {
        HardwareProfile machine = job.machine();
        Map<String, Object> hardware = new LinkedHashMap<>();
        hardware.put("cores", machine.cores());
        hardware.put("memory_bytes", machine.memory().bytes());
        hardware.put("available_memory_bytes", machine.availableMemory().bytes());
        hardware.put("processor", machine.processor());
        hardware.put("operating_system", machine.operatingSystem());
        hardware.put("java_version", machine.javaVersion());
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("hardware", hardware);
        plan.put("workers", job.plan().workers());
        plan.put("chunk_bytes", job.plan().chunkSize().bytes());
        plan.put("driver_memory_bytes", job.plan().driverMemory().bytes());
        plan.put("derived", job.plan().derivations());
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("files", job.input().files().size());
        input.put("bytes", job.input().bytes());
        input.put("chunks", chunks(job));
        job.question().ifPresent(question -> {
            Map<String, Object> asked = new LinkedHashMap<>();
            asked.put("results", question.results().name());
            asked.put("table", question.table().label());
            asked.put("bytes", question.bytes());
            input.put("asked", asked);
        });
        plan.put("input", input);
        job.input().earlier().ifPresent(earlier -> plan.put("update", PlannedUpdate.of(job.input())));
        Map<String, Object> cells = new LinkedHashMap<>();
        cells.put("cells", matrix.expectedCells());
        cells.put("known", matrix.isKnown());
        cells.put("pending", cells(matrix));
        plan.put("matrix", cells);
        plan.put("config", Json.READABLE.readTree(ConfigText.render(job.config().job(), "plan.json")));
        return plan;
    }

    private static List<Map<String, Object>> cells(JobMatrix matrix) {
        return matrix.expected().map(PlanCommand::asMap).toList();
    }

    private static Map<String, Object> asMap(Cell cell) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("security_code", cell.security());
        map.put("trade_date", cell.date().toString());
        return map;
    }
}
