package io.ordermatrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

/** What a terminal shows of a log message, by the layout of conf/log4j2.properties. */
class LogLayoutTest {
    @Test
    void aFileThatCannotBeReadIsOneLine() throws IOException {
        String named = "Lost task 0.0: io.ordermatrix.input.UnreadableInputException: a.csv.gz: can't be read: end";

        assertThat(shown(named
                        + "\n\tat io.ordermatrix.A.b(A.java:1)\nCaused by: java.io.EOFException\n\t... 24 more\n"))
                .endsWith(" WARN  " + named + System.lineSeparator())
                .hasLineCount(1);
    }

    @Test
    void anErrorOfTheProgramKeepsItsStackTrace() throws IOException {
        String message = "Lost task 0.0: java.lang.AssertionError: two\n\tat io.ordermatrix.A.b(A.java:1)";

        assertThat(shown(message)).endsWith(" WARN  " + message + System.lineSeparator());
    }

    private static String shown(String message) throws IOException {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("conf", "log4j2.properties"))) {
            properties.load(file);
        }
        return PatternLayout.newBuilder()
                .withPattern(properties.getProperty("appender.stderr.layout.pattern"))
                .build()
                .toSerializable(Log4jLogEvent.newBuilder()
                        .setLevel(Level.WARN)
                        .setMessage(new SimpleMessage(message))
                        .build());
    }
}
