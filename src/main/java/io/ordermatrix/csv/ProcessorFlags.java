package io.ordermatrix.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What the processor can do, as Linux lists it. What it can't do, the Vector API does in plain Java, many times slower, and does not
 * tell.
 */
final class ProcessorFlags {
    private static final Path LIST = Path.of("/proc/cpuinfo");

    private ProcessorFlags() {}

    /** Whether the processor can surely do something; false where there is no list. */
    static boolean contain(String flag) {
        try (Stream<String> lines = Files.lines(LIST)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .filter(line -> Arrays.asList(line.split(" ")).contains(flag))
                    .isPresent();
        } catch (IOException noList) {
            return false;
        }
    }
}
