package io.ordermatrix.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Estimates of the time left, compared with runs whose end is known. */
class ProgressEstimatorTest {
    private static final int SEEDS = 50;

    private static Stream<Arguments> runs() {
        List<Integer> even = Collections.nCopies(25, 32);
        List<Integer> uneven = new ArrayList<>();
        for (int wave = 0; wave < 12; wave++) {
            uneven.add(wave % 3 == 0 ? 90 : 30 + wave);
        }
        Set<MergedTable> cube = Set.of(MergedTable.CUBE);
        Set<MergedTable> all = Set.of(MergedTable.values());
        return Stream.of(
                Arguments.of("in step", new SimulatedRun(7, even, 2, 0, 0, 1, 0, cube, 29, 0)),
                Arguments.of("chunks differ", new SimulatedRun(7, even, 2, 0.4, 0, 1, 0, cube, 25, 0)),
                Arguments.of("slow start", new SimulatedRun(7, even, 2, 0.2, 8, 0.4, 0.5, cube, 22, 0)),
                Arguments.of("commits", new SimulatedRun(7, even, 2, 0.2, 5, 0.5, 1.5, cube, 23, 0)),
                Arguments.of("waves differ", new SimulatedRun(7, uneven, 2, 0.3, 5, 0.5, 1, cube, 22, 0)),
                Arguments.of("two workers", new SimulatedRun(2, even, 1.5, 0.3, 5, 0.5, 1, cube, 68, 0)),
                Arguments.of(
                        "many workers",
                        new SimulatedRun(30, Collections.nCopies(10, 240), 3, 0.2, 5, 0.5, 1, cube, 30, 0)),
                Arguments.of("one wave", new SimulatedRun(7, List.of(800), 2, 0.3, 5, 0.5, 4, cube, 27, 0)),
                Arguments.of("resumed", new SimulatedRun(7, even, 2, 0.2, 5, 0.5, 1, cube, 27, 12)),
                Arguments.of("all tables", new SimulatedRun(7, even, 2, 0.2, 5, 0.5, 1, all, 370, 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void isWithinAFifthAfterATenth(String name, SimulatedRun run) {
        for (int seed = 0; seed < SEEDS; seed++) {
            List<SimulatedRun.Guess> guesses = run.guesses(new Random(seed));
            double whole = guesses.get(guesses.size() - 1).at();
            for (SimulatedRun.Guess guess : guesses) {
                if (guess.at() >= 0.1 * whole && guess.at() <= 0.8 * whole) {
                    assertThat(guess.error())
                            .as("%s, seed %d, %s", name, seed, guess)
                            .isLessThanOrEqualTo(0.2);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void reachesTheEndAndIsNeverNegative(String name, SimulatedRun run) {
        List<SimulatedRun.Guess> guesses = run.guesses(new Random(7));
        assertThat(guesses)
                .allSatisfy(guess -> assertThat(guess.left() < 0)
                        .as("%s, seed 7, %s", name, guess)
                        .isFalse());
        double whole = guesses.get(guesses.size() - 1).at();
        SimulatedRun.Guess late = guesses.get((int) (0.97 * guesses.size()));
        assertThat(late.left()).as("%s, seed 7, %s", name, late).isCloseTo(late.trulyLeft(), within(0.03 * whole));
    }
}
