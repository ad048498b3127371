package io.ordermatrix.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordermatrix.output.WrittenResults;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The page that shows a run: a single file that needs no other file and no network.
 *
 * <p>Data is in two blocks of the page that a browser does not execute, and reaches the screen only as text. In
 * addition, the page's content security policy lists the digests of its scripts, so that a browser runs no others.
 */
public final class ReportPage {
    /** Pages stay below 5 MB, so that they open quickly and can be mailed. */
    private static final int LARGEST_PAGE = 4_800_000;

    private static final String LIBRARY = "META-INF/resources/_static/echarts/";
    private static final String RENDERER = "META-INF/resources/_static/zrender/";
    private static final List<String> SCRIPTS = List.of(
            "cube.js",
            "figures.js",
            "measures.js",
            "table.js",
            "concentration.js",
            "charts.js",
            "run.js",
            "flow.js",
            "page.js");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z-]+)}}");

    private ReportPage() {}

    /**
     * The page of a run.
     *
     * @param results where cube, rollups and matrix have been written
     * @param run the content of run.json; its outputs are ignored
     * @return HTML
     */
    public static String of(JavaSparkContext spark, WrittenResults results, JsonNode run) throws IOException {
        Map<String, String> parts = parts();
        int frame = parts.values().stream().mapToInt(String::length).sum();
        ReportData.Text data = ReportData.read(spark, results, run).text(LARGEST_PAGE - frame);
        parts.put("data", inert(data.json()));
        parts.put("numbers", data.numbers());
        return filled(resource("page.html"), parts);
    }

    /** Everything that is the same in every page. */
    private static Map<String, String> parts() throws IOException {
        String library = library("dist/echarts.min.js");
        StringBuilder script = new StringBuilder();
        for (String name : SCRIPTS) {
            script.append(resource(name));
        }
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("style", resource("page.css"));
        parts.put("library", library);
        parts.put("script", script.toString());
        parts.put("library-digest", digest(library));
        parts.put("script-digest", digest(script.toString()));
        parts.put("library-version", versions().getProperty("echarts"));
        parts.put("licences", licences());
        return parts;
    }

    private static String licences() throws IOException {
        String zrender = classPath(RENDERER + versions().getProperty("zrender") + "/LICENSE");
        return String.join(
                        "\n\n",
                        library("NOTICE"),
                        library("LICENSE"),
                        library("licenses/LICENSE-d3"),
                        "zrender, a part of ECharts:\n\n" + zrender)
                .replace("&", "&amp;")
                .replace("<", "&lt;");
    }

    /** JSON has these characters only in strings; escaped, they can't end the block. */
    private static String inert(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    /** A single pass over the template, so that data that looks like a placeholder is left alone. */
    private static String filled(String template, Map<String, String> parts) {
        Matcher placeholder = PLACEHOLDER.matcher(template);
        StringBuilder page = new StringBuilder();
        int copied = 0;
        while (placeholder.find()) {
            String part = Objects.requireNonNull(parts.get(placeholder.group(1)), placeholder.group());
            page.append(template, copied, placeholder.start()).append(part);
            copied = placeholder.end();
        }
        return page.append(template, copied, template.length()).toString();
    }

    private static String digest(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
    }

    private static Properties versions() throws IOException {
        Properties versions = new Properties();
        try (InputStream resource = ReportPage.class.getResourceAsStream("libraries.properties")) {
            versions.load(resource);
        }
        return versions;
    }

    private static String library(String path) throws IOException {
        return classPath(LIBRARY + versions().getProperty("echarts") + "/" + path);
    }

    private static String resource(String name) throws IOException {
        return classPath("io/ordermatrix/report/" + name);
    }

    private static String classPath(String path) throws IOException {
        try (InputStream resource = ReportPage.class.getClassLoader().getResourceAsStream(path)) {
            if (resource == null) {
                throw new FileNotFoundException("missing resource of the program: " + path);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
