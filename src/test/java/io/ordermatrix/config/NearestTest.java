package io.ordermatrix.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({"'', '', 0", "'', abc, 3", "abc, '', 3", "kitten, sitting, 3", "mode, mode, 0", "from, form, 2"})
    void countsEdits(String from, String to, int distance) {
        assertThat(Nearest.distance(from, to)).isEqualTo(distance);
    }

    @Test
    void picksTheFirstOfEquallyNearOnes() {
        assertThat(Nearest.to("cat", List.of("rat", "bat", "horse"))).isEqualTo("bat");
    }
}
