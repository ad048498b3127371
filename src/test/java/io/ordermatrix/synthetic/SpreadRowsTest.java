package io.ordermatrix.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadRowsTest {
    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "1,1", "10,10", "10,9", "10,1", "1000,7", "1000,501"})
    void choosesTheExactNumber(long rows, long chosen) {
        for (int seed = 0; seed < 50; seed++) {
            SpreadRows spread = new SpreadRows(rows, chosen, new FeedRandom(seed));
            long taken = 0;
            for (long row = 0; row < rows; row++) {
                if (spread.takes(row)) {
                    taken++;
                }
            }
            assertThat(taken).as("seed %d", seed).isEqualTo(chosen);
        }
    }
}
