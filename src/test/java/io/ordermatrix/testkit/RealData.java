package io.ordermatrix.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real samples that are not part of the project. */
public final class RealData {
    /** 156 order events of participant 69 in one security on one date. */
    public static final String EVENTS_OF_69 = "events_participant_69.csv";
    /** The last states of 8,247 Centre Point orders in one security on one date, all columns. */
    public static final String LAST_STATES = "orders_2024-09-05_110621.csv";

    private RealData() {}

    /** The file with this name; if the folder is absent, the test is skipped with a message. */
    public static Path file(String name) {
        String folder = System.getProperty("ordermatrix.shared-data", "");
        Path file = Path.of(folder).resolve(name);
        assumeTrue(
                Files.exists(file),
                () -> "needs the real sample " + name + " in " + folder + ", which is not part of the project");
        return file;
    }
}
