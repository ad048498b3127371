package io.ordermatrix.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.testkit.Fuzz;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowPredicateTest {
    /** The ends of numbers, where a difference overflows, and some that are close to each other. */
    private static final long[] NUMBERS = {
        Long.MIN_VALUE, Long.MIN_VALUE + 1, -2, -1, 0, 1, 2, 7, 8, Long.MAX_VALUE - 1, Long.MAX_VALUE
    };

    private static final int SLOTS = 3;

    @Test
    void selectsTheRowsThatEachConditionKeepsOneByOne() {
        Fuzz.seeds("RowPredicateTest", 2000).forEach(seed -> {
            Random random = new Random(seed);
            RowBatch batch = new RowBatch();
            batch.setSize(random.nextInt(50));
            for (int slot = 0; slot < SLOTS; slot++) {
                for (int row = 0; row < batch.size(); row++) {
                    batch.column(slot)[row] = number(random);
                }
            }
            List<RowPredicate> conditions = new ArrayList<>();
            for (int left = random.nextInt(6); left > 0; left--) {
                conditions.add(condition(random));
            }
            int[] expected = IntStream.range(0, batch.size())
                    .filter(row -> conditions.stream().allMatch(condition -> condition.test(batch, row)))
                    .toArray();

            int[] rows = IntStream.range(0, batch.size()).toArray();
            int kept = RowPredicate.all(conditions).select(batch, rows, rows.length);

            assertThat(IntStream.of(rows).limit(kept))
                    .as("seed %d: %s", seed, conditions)
                    .containsExactly(boxed(expected));
        });
    }

    private static Integer[] boxed(int[] numbers) {
        return IntStream.of(numbers).boxed().toArray(Integer[]::new);
    }

    private static RowPredicate condition(Random random) {
        int slot = random.nextInt(SLOTS);
        return switch (random.nextInt(4)) {
            case 0 -> new RowPredicate.Constant(random.nextInt(10) > 0);
            case 1 -> new RowPredicate.OneOf(slot, List.of(number(random), number(random), number(random)));
            case 2 -> new RowPredicate.Not(new RowPredicate.Between(slot, number(random), number(random)));
            default -> new RowPredicate.Between(slot, number(random), number(random));
        };
    }

    private static long number(Random random) {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }

    @Test
    void rangesOfOneColumnAreOneCondition() {
        RowPredicate all = RowPredicate.all(List.of(
                new RowPredicate.Between(1, 10, Long.MAX_VALUE),
                new RowPredicate.Constant(true),
                new RowPredicate.Between(1, Long.MIN_VALUE, 15)));

        assertThat(all).isEqualTo(new RowPredicate.Between(1, 10, 15));
    }

    @Test
    void noConditionKeepsEveryRow() {
        assertThat(RowPredicate.all(List.of(new RowPredicate.Constant(true))).isAlways())
                .isTrue();
    }
}
