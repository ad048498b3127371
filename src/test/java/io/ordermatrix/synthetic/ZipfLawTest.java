package io.ordermatrix.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZipfLawTest {
    @ParameterizedTest
    @CsvSource({"1,1.0", "2,1.0", "10,1.1", "200,1.1", "1000,0.5", "10,0"})
    void ranksAreAsFrequentAsTheirWeights(int size, double exponent) {
        int draws = 200_000;
        ZipfLaw law = new ZipfLaw(size, exponent);
        FeedRandom random = new FeedRandom(11);
        int[] counts = new int[size];
        for (int draw = 0; draw < draws; draw++) {
            counts[law.draw(random)]++;
        }

        double total = 0;
        for (int rank = 1; rank <= size; rank++) {
            total += Math.pow(rank, -exponent);
        }
        for (int rank = 0; rank < size; rank++) {
            double expected = draws * Math.pow(rank + 1.0, -exponent) / total;
            assertThat((double) counts[rank]).as("rank %d", rank).isCloseTo(expected, within(5 * Math.sqrt(expected)));
        }
    }
}
