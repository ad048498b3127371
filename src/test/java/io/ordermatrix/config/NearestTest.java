package io.ordermatrix.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({
        // the text, a candidate with fewer edits, one with more
        "'', ab, abc",
        "abc, '', sitting",
        "kitten, sitting, sittings",
        "mode, mode, modes",
        "form, from, frame",
        "zne, zone, zoned"
    })
    void countsInsertionsDeletionsAndReplacements(String typed, String nearer, String farther) {
        assertThat(Nearest.to(typed, List.of(farther, nearer))).isEqualTo(nearer);
        assertThat(Nearest.to(typed, List.of(nearer, farther))).isEqualTo(nearer);
    }

    @Test
    void picksTheFirstOfEquallyNearOnes() {
        assertThat(Nearest.to("cat", List.of("rat", "bat", "horse"))).isEqualTo("bat");
    }
}
