package io.ordermatrix;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.spark.sql.DataFrameWriter;
import org.junit.jupiter.api.Test;

/** The shape of the project, which CONTRIBUTING.md draws. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ordermatrix");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.ordermatrix.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void leavesKnowNothingElseOfTheProject() {
        for (String leaf : new String[] {"order", "csv"}) {
            noClasses()
                    .that()
                    .resideInAPackage("io.ordermatrix." + leaf + "..")
                    .should()
                    .dependOnClassesThat(DescribedPredicate.describe(
                            "are in another package of the project",
                            other -> other.getPackageName().startsWith("io.ordermatrix")
                                    && !other.getPackageName().startsWith("io.ordermatrix." + leaf)))
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }

    @Test
    void onlyReadingAggregatingWritingAndRunningKnowSpark() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.ordermatrix.order..",
                        "io.ordermatrix.csv..",
                        "io.ordermatrix.config..",
                        "io.ordermatrix.hardware..",
                        "io.ordermatrix.synthetic..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..")
                .check(CLASSES);
    }

    @Test
    void onlySinkWritesResults() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.ordermatrix.sink..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(DataFrameWriter.class)
                .check(CLASSES);
        // The records of chunks and the parts of groups are no results, though they are files.
        noClasses()
                .that()
                .resideOutsideOfPackages("io.ordermatrix.sink..")
                .and()
                .haveSimpleNameNotStartingWith("ChunkRecord")
                .and()
                .resideOutsideOfPackage("io.ordermatrix.merge..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(FSDataOutputStream.class)
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.ordermatrix.cli..")
                .and()
                .doNotHaveFullyQualifiedName(OrderMatrix.class.getName())
                .should(ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void whatLiesBelowDoesNotKnowWhatLiesAbove() {
        String[] flow = {
            "config", "hardware", "source", "merge", "matrix", "aggregate", "sink", "report", "monitor", "run", "cli"
        };
        for (int below = 0; below < flow.length; below++) {
            for (int above = below + 1; above < flow.length; above++) {
                noClasses()
                        .that()
                        .resideInAPackage("io.ordermatrix." + flow[below] + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.ordermatrix." + flow[above] + "..")
                        .check(CLASSES);
            }
        }
    }
}
