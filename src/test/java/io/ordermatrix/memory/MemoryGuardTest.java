package io.ordermatrix.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workers depending on the memory that a fake gauge shows, in per cent. */
class MemoryGuardTest {
    private MemoryReading memory = reading(0, 0);

    private static MemoryReading reading(int heap, int machine) {
        return new MemoryReading(heap, 100, machine, 100);
    }

    @ParameterizedTest(name = "heap {0}%, machine {1}%, {2} workers of {3}: {4}")
    @CsvSource({
        "10, 10, 7, 7, 7",
        "86, 10, 7, 7, 5",
        "10, 86, 7, 7, 5",
        "99, 99, 7, 7, 5",
        "85, 85, 7, 7, 7",
        "86, 10, 30, 30, 24",
        "86, 10, 10, 30, 8",
        "86, 10, 5, 7, 4",
        "86, 10, 4, 7, 3",
        "86, 10, 3, 7, 2",
        "86, 10, 2, 7, 1",
        "86, 10, 1, 7, 1",
        "69, 69, 5, 7, 6",
        "69, 69, 6, 7, 7",
        "69, 69, 1, 1, 1",
        "70, 10, 5, 7, 5",
        "10, 70, 5, 7, 5",
        "69, 84, 5, 7, 5",
        "84, 69, 5, 7, 5"
    })
    void nextWave(int heap, int machine, int current, int planned, int expected) {
        memory = reading(heap, machine);
        MemoryGuard guard = new MemoryGuard(() -> memory, planned);
        assertThat(guard.workersForWave(3, current)).isEqualTo(expected);
        assertThat(guard.changes()).hasSize(expected == current ? 0 : 1);
    }

    @Test
    void reducesToOneAndReturnsToThePlan() {
        MemoryGuard guard = new MemoryGuard(() -> memory, 7);
        List<Integer> workers = new ArrayList<>();
        int current = 7;
        for (int wave = 2; wave < 20; wave++) {
            memory = wave < 9 ? reading(90, 40) : reading(50, 40);
            current = guard.workersForWave(wave, current);
            workers.add(current);
        }
        assertThat(workers).containsExactly(5, 4, 3, 2, 1, 1, 1, 2, 3, 4, 5, 6, 7, 7, 7, 7, 7, 7);
        assertThat(guard.changes()).hasSize(11);
    }

    @Test
    void recordsChangesWithTheirReasons() {
        MemoryGuard guard = new MemoryGuard(() -> memory, 8);
        memory = reading(20, 91);
        guard.workersForWave(2, 8);
        memory = reading(20, 30);
        guard.workersForWave(3, 6);
        assertThat(guard.changes())
                .extracting(
                        WorkerChange::wave,
                        WorkerChange::from,
                        WorkerChange::to,
                        WorkerChange::reason,
                        WorkerChange::heapShare,
                        WorkerChange::machineShare)
                .containsExactly(
                        tuple(2, 8, 6, "the machine's memory is nearly full", 0.2, 0.91),
                        tuple(3, 6, 7, "there is room again", 0.2, 0.3));
    }
}
