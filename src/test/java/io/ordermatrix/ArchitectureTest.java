package io.ordermatrix;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.spark.sql.DataFrameWriter;
import org.junit.jupiter.api.Test;

/** The structure of the project, as described in CONTRIBUTING.md and docs/architecture.md. */
class ArchitectureTest {
    private static final String ROOT = "io.ordermatrix";

    /** All packages; each uses only those before it. */
    private static final List<String> FLOW = List.of(
            "order",
            "csv",
            "units",
            "file",
            "config",
            "hardware",
            "synthetic",
            "field",
            "input",
            "scan",
            "group",
            "spark",
            "engine",
            "parquet",
            "table",
            "cube",
            "orders",
            "lifecycle",
            "matrix",
            "output",
            "source",
            "report",
            "memory",
            "progress",
            "wave",
            "question",
            "update",
            "run",
            "cli");

    /** Packages that use nothing else of the project. */
    private static final List<String> LEAVES = List.of("order", "csv", "units", "file");
    /** Packages without Spark, from the bytes of a file to sorted spills. */
    private static final List<String> WITHOUT_SPARK = List.of(
            "order",
            "csv",
            "units",
            "file",
            "config",
            "hardware",
            "synthetic",
            "field",
            "input",
            "scan",
            "group",
            "matrix",
            "memory");
    /** Packages that don't use Hadoop's file systems either. */
    private static final List<String> WITHOUT_HADOOP =
            List.of("order", "csv", "units", "config", "hardware", "synthetic", "field", "matrix", "memory");

    /** Packages that know Spark SQL, which a run of the usual engine does not need; run only looks for a caller's session. */
    private static final List<String> WITH_SPARK_SQL = List.of("spark", "engine", "cube", "source", "run");

    private static final int MOST_CLASSES = 25;
    private static final int MOST_LINES = 300;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void everyPackageIsListed() {
        Set<String> packages = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals(ROOT))
                .map(name -> name.substring(ROOT.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(FLOW).containsExactlyInAnyOrderElementsOf(packages);
        assertThat(FLOW).containsAll(LEAVES).containsAll(WITHOUT_SPARK).containsAll(WITHOUT_HADOOP);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void dataGoesOneWay() {
        for (int below = 0; below < FLOW.size() - 1; below++) {
            String[] above = packages(FLOW.subList(below + 1, FLOW.size()));
            noClasses()
                    .that()
                    .resideInAPackage(name(FLOW.get(below)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .check(CLASSES);
        }
    }

    @Test
    void leavesUseNothingElseOfTheProject() {
        for (String leaf : LEAVES) {
            List<String> others = new ArrayList<>(FLOW);
            others.remove(leaf);
            noClasses()
                    .that()
                    .resideInAPackage(name(leaf))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages(others))
                    .check(CLASSES);
        }
    }

    @Test
    void readingAndGroupingDoWithoutSpark() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(WITHOUT_SPARK))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.spark..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(packages(WITHOUT_HADOOP))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hadoop..")
                .check(CLASSES);
    }

    @Test
    void aRunNeedsNoSparkSql() {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages(WITH_SPARK_SQL))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.spark.sql..")
                .check(CLASSES);
    }

    @Test
    void onlyOutputWritesResults() {
        noClasses()
                .that()
                .resideOutsideOfPackage(name("output"))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(DataFrameWriter.class)
                .check(CLASSES);
        // All our other files are complete or absent.
        noClasses()
                .that()
                .resideOutsideOfPackages(packages(List.of("output", "file")))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(FSDataOutputStream.class)
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage(name("cli"))
                .and()
                .doNotHaveFullyQualifiedName(OrderMatrix.class.getName())
                .should(ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void packagesAndClassesStaySmall() throws IOException {
        Path root = Path.of("src/main/java/io/ordermatrix");
        List<Path> sources;
        try (Stream<Path> files = Files.walk(root)) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertThat(sources).hasSizeGreaterThan(200);
        Map<Path, Long> sizes = sources.stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        assertThat(sizes.values()).allMatch(size -> size <= MOST_CLASSES);
        for (Path source : sources) {
            assertThat(Files.readAllLines(source)).as(source.toString()).hasSizeLessThan(MOST_LINES);
        }
    }

    /** A page that follows a row from its file to the report is useless if it names classes that no longer exist. */
    @Test
    void theArchitecturePageNamesClassesThatExist() throws IOException {
        Set<String> classes = CLASSES.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());
        String page = Files.readString(Path.of("docs/architecture.md"));
        Set<String> named = Pattern.compile("`([a-z]+)/([A-Z]\\w+)`")
                .matcher(page)
                .results()
                .collect(Collectors.mapping((MatchResult found) -> found.group(2), Collectors.toSet()));
        assertThat(named).hasSizeGreaterThan(30);
        assertThat(classes).containsAll(named);
        Set<String> places = CLASSES.stream()
                .filter(each -> !each.getPackageName().equals(ROOT))
                .map(each -> each.getPackageName().substring(ROOT.length() + 1) + "/" + each.getSimpleName())
                .collect(Collectors.toSet());
        assertThat(Pattern.compile("`([a-z]+/[A-Z]\\w+)`")
                        .matcher(page)
                        .results()
                        .map(found -> found.group(1)))
                .allMatch(places::contains);
    }

    private static String[] packages(List<String> names) {
        return names.stream().map(ArchitectureTest::name).toArray(String[]::new);
    }

    private static String name(String simple) {
        return ROOT + "." + simple + "..";
    }
}
