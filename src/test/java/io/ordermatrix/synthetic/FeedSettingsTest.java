package io.ordermatrix.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedSettingsTest {
    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("dates must be", settings -> settings.withDates(0)),
                wrong("dates must be", settings -> settings.withDates(10_001)),
                wrong("securities must be", settings -> settings.withSecurities(0)),
                wrong("securities must be", settings -> settings.withSecurities(100_001)),
                wrong("participants must be", settings -> settings.withParticipants(-1)),
                wrong("participants must be", settings -> settings.withParticipants(10_001)),
                wrong("corrupt must be", settings -> settings.withCorruptShare(-0.1)),
                wrong("corrupt must be", settings -> settings.withCorruptShare(1.1)),
                wrong("corrupt must be", settings -> settings.withCorruptShare(Double.NaN)),
                wrong("first date must be", settings -> from(LocalDate.of(1969, 12, 31))),
                wrong("first date must be", settings -> from(LocalDate.of(2200, 1, 1))));
    }

    private static FeedSettings from(LocalDate firstDate) {
        return new FeedSettings(10, 5, 200, 40, 1, 0, firstDate);
    }

    private static Arguments wrong(String message, UnaryOperator<FeedSettings> change) {
        return Arguments.of(message, change);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void rejectsValuesOutsideTheLimits(String message, UnaryOperator<FeedSettings> change) {
        FeedSettings settings = FeedSettings.ofRows(10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> change.apply(settings))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 5L * Integer.MAX_VALUE + 1})
    void rejectsMoreRowsThanTheDatesCanHold(long rows) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeedSettings.ofRows(rows))
                .withMessageContaining("rows must be");
    }

    @Test
    void changesOneSettingAtATime() {
        assertThat(FeedSettings.ofRows(7)
                        .withDates(2)
                        .withSecurities(3)
                        .withParticipants(4)
                        .withSeed(5)
                        .withCorruptShare(0.5))
                .isEqualTo(new FeedSettings(7, 2, 3, 4, 5, 0.5, LocalDate.of(2024, 9, 2)));
    }
}
