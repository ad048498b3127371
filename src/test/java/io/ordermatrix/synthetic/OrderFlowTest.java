package io.ordermatrix.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderFlowTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 40, 150, 185, 1_850, 10_000})
    void participantNumbersAreDistinct(int count) {
        int[] numbers = IntStream.range(0, count)
                .map(rank -> OrderFlow.participantNumber(rank, count))
                .toArray();
        assertThat(numbers).doesNotHaveDuplicates().startsWith(69);
        assertThat(IntStream.of(numbers)).allMatch(number -> number > 0);
    }

    @ParameterizedTest
    @ValueSource(ints = 100_000)
    void securityCodesAreDistinct(int count) {
        int[] codes = IntStream.range(0, count).map(OrderFlow::securityCode).toArray();
        assertThat(codes).doesNotHaveDuplicates().startsWith(110_621);
    }
}
