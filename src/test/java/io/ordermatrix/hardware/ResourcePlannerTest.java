package io.ordermatrix.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.config.ClusterConfig;
import io.ordermatrix.config.ConfigLoader;
import io.ordermatrix.hardware.ResourcePlan.Derivation;
import io.ordermatrix.units.DataSize;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourcePlannerTest {
    private static final DataSize LARGE = DataSize.ofGigabytes(200_000);

    @ParameterizedTest
    @CsvSource({
        "1, 1 GB, 1, 64 MB, 1 GB",
        "1, 4 GB, 1, 1248 MB, 1512 MB",
        "2, 4 GB, 2, 256 MB, 2 GB",
        "4, 8 GB, 4, 256 MB, 3048 MB",
        "8, 4 GB, 7, 64 MB, 2 GB",
        "8, 16 GB, 7, 400 MB, 4584 MB",
        "16, 64 GB, 15, 1376 MB, 8680 MB",
        "32, 256 GB, 30, 2 GB, 16360 MB",
        "128, 1 TB, 120, 2 GB, 62440 MB"
    })
    void plansForThisMachine(int cores, String memory, int workers, String chunk, String driver) {
        ResourcePlan plan = plan(machine(cores, memory), Map.of(), LARGE);

        assertThat(plan.workers()).isEqualTo(workers);
        assertThat(plan.chunkSize()).isEqualTo(DataSize.parse(chunk));
        assertThat(plan.driverMemory()).isEqualTo(DataSize.parse(driver));
        assertThat(plan.master()).contains("local[" + workers + ",4]");
        assertThat(plan.executors()).isEmpty();
        assertThat(plan.derivations())
                .extracting(Derivation::name)
                .containsExactly("workers", "chunk size", "wave size", "driver memory", "shuffle partitions");
    }

    @ParameterizedTest
    @CsvSource({"laptop, 2, 256 MB", "workstation, 7, 400 MB", "server, 30, 2000 MB"})
    void presetsStandForTheThreeMachines(String preset, int workers, String chunk) {
        ResourcePlan plan = plan(machine(5, "7 GB"), Map.of("preset", preset), LARGE);

        assertThat(plan.workers()).isEqualTo(workers);
        assertThat(plan.chunkSize()).isEqualTo(DataSize.parse(chunk));
        assertThat(plan.derivations())
                .contains(new Derivation("workers", Integer.toString(workers), "preset " + preset + " (command line)"));
    }

    @ParameterizedTest
    @CsvSource({
        "0 B, 256 MB, 2",
        "1 MB, 1 MiB, 2",
        "16 MB, 2 MB, 2",
        "2000 MB, 250 MB, 16",
        "2048 MB, 256 MB, 16",
        "200 GB, 256 MB, 1564"
    })
    void chunksShrinkSoThatEveryWorkerHasSeveral(String input, String chunk, int partitions) {
        ResourcePlan plan = plan(machine(2, "4 GB"), Map.of(), DataSize.parse(input));

        assertThat(plan.chunkSize()).isEqualTo(DataSize.parse(chunk));
        assertThat(plan.shufflePartitions()).isEqualTo(partitions);
    }

    @ParameterizedTest
    @CsvSource({"laptop", "workstation", "server"})
    void memoryDoesNotGrowWithTheInput(String preset) {
        ResourcePlan small = plan(machine(2, "4 GB"), Map.of("preset", preset), DataSize.ofGigabytes(500));
        ResourcePlan large = plan(machine(2, "4 GB"), Map.of("preset", preset), LARGE);

        assertThat(large.driverMemory()).isEqualTo(small.driverMemory());
        assertThat(large.chunkSize()).isEqualTo(small.chunkSize());
    }

    @Test
    void configuredValuesAreUsedAsTheyAre() {
        ResourcePlan plan = plan(
                machine(2, "4 GB"),
                Map.of(
                        "local.workers", "9",
                        "local.driver-memory", "10 GB",
                        "scan.chunk-size", "1 KiB",
                        "preset", "server"),
                LARGE);

        assertThat(plan.workers()).isEqualTo(9);
        assertThat(plan.driverMemory()).isEqualTo(DataSize.ofGigabytes(10));
        assertThat(plan.chunkSize()).isEqualTo(DataSize.ofBytes(1024));
        assertThat(plan.derivations())
                .contains(
                        new Derivation("workers", "9", "local.workers (command line)"),
                        new Derivation("chunk size", "1 KiB", "scan.chunk-size (command line)"),
                        new Derivation("driver memory", "10 GB", "local.driver-memory (command line)"));
    }

    @ParameterizedTest
    @CsvSource({"laptop, 6144 MB", "workstation, 33600 MB", "server, 720000 MB"})
    void wavesHaveManyChunksOfEveryWorker(String preset, String wave) {
        assertThat(plan(machine(5, "7 GB"), Map.of("preset", preset), LARGE).waveSize())
                .isEqualTo(DataSize.parse(wave));
        assertThat(plan(machine(5, "7 GB"), Map.of("preset", preset, "scan.wave-size", "64 MiB"), LARGE)
                        .waveSize())
                .isEqualTo(DataSize.ofBytes(64 << 20));
        assertThat(plan(machine(5, "7 GB"), Map.of("preset", preset, "scan.chunk-size", "1 KiB"), LARGE)
                        .waveSize())
                .isEqualTo(DataSize.ofGigabytes(2));
    }

    @Test
    void chunksShrinkWithTheWavesSoThatEveryWorkerHasSome() {
        ResourcePlan plan = plan(machine(2, "64 GB"), Map.of("scan.wave-size", "2 GB"), LARGE);
        assertThat(plan.workers()).isEqualTo(2);
        assertThat(plan.chunkSize()).isEqualTo(DataSize.parse("250 MB"));
        assertThat(plan.derivations())
                .contains(new Derivation("chunk size", "250 MB", "wave of 2 GB, at least 4 chunks per worker"));
    }

    @Test
    void sequentialIsOneWorker() {
        ResourcePlan plan =
                plan(machine(8, "16 GB"), Map.of("mode", "sequential", "local.workers", "4"), DataSize.ofGigabytes(1));

        assertThat(plan.master()).contains("local[1,4]");
        assertThat(plan.chunkSize()).isEqualTo(DataSize.ofMegabytes(250));
        assertThat(plan.derivations()).contains(new Derivation("workers", "1", "mode (command line)"));
    }

    @ParameterizedTest
    @CsvSource({
        // nodes, cores, memory: executors, cores each, heap and overhead in MiB, chunk and partitions for 1000 GB
        "3, 1, 2 GB, 3, 1, 569, 384, 64 MB, 7815",
        "3, 4, 16 GB, 3, 3, 13004, 1301, 1520 MB, 7821",
        "3, 8, 32 GB, 6, 3, 13437, 1344, 1600 MB, 7830",
        "10, 16, 64 GB, 30, 5, 18206, 1821, 1152 MB, 7950",
        "10, 16, 4 GB, 30, 5, 569, 384, 64 MB, 7950",
        "100, 32, 256 GB, 600, 5, 36846, 3685, 83333334 B, 9000",
        "100, 96, 768 GB, 1900, 5, 34998, 3500, 26315790 B, 9500"
    })
    void plansExecutorsForACluster(
            int nodes,
            int cores,
            String memory,
            int executors,
            int coresEach,
            long heap,
            long overhead,
            String chunk,
            int partitions) {
        ResourcePlan plan = plan(machine(2, "4 GB"), cluster(nodes, cores, memory), DataSize.ofGigabytes(1000));

        assertThat(plan.executors())
                .contains(new ExecutorPlan(
                        executors,
                        true,
                        (executors + 9) / 10,
                        coresEach,
                        DataSize.ofBytes(heap << 20),
                        DataSize.ofBytes(overhead << 20)));
        assertThat(plan.workers()).isEqualTo(executors * coresEach);
        assertThat(plan.chunkSize()).isEqualTo(DataSize.parse(chunk));
        assertThat(plan.shufflePartitions()).isEqualTo(partitions);
        assertThat(plan.master()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3", "10", "100"})
    void executorsLeaveOneCoreAndOneGigabyteToTheSystem(int nodes) {
        for (int cores = 1; cores <= 128; cores++) {
            for (int gigabytes = 2; gigabytes <= 512; gigabytes *= 2) {
                ResourcePlan plan =
                        plan(machine(2, "4 GB"), cluster(nodes, cores, gigabytes + " GB"), DataSize.ofGigabytes(10));
                ExecutorPlan executors = plan.executors().orElseThrow();
                int perNode = executors.count() / nodes;

                assertThat(executors.count() % nodes).isZero();
                assertThat(executors.cores()).isBetween(1, 5);
                assertThat(perNode * executors.cores()).isBetween(1, Math.max(1, cores - 1));
                assertThat(perNode
                                * (executors.memory().bytes()
                                        + executors.memoryOverhead().bytes()))
                        .isLessThanOrEqualTo((gigabytes - 1) * 1_000_000_000L);
                assertThat(executors.memory().mebibytes()).isGreaterThanOrEqualTo(450);
                assertThat(executors.memoryOverhead().bytes())
                        .isGreaterThanOrEqualTo(Math.max(executors.memory().bytes() / 10, 384 << 20));
            }
        }
    }

    @Test
    void sequentialOnAClusterIsOneExecutorWithOneCore() {
        Map<String, Object> settings = new HashMap<>(cluster(10, 16, "64 GB"));
        settings.put("mode", "sequential");
        ResourcePlan plan = plan(machine(2, "4 GB"), settings, LARGE);

        assertThat(plan.workers()).isEqualTo(1);
        assertThat(plan.executors().orElseThrow().count()).isEqualTo(1);
        assertThat(plan.executors().orElseThrow().cores()).isEqualTo(1);
        assertThat(plan.sparkSettings()).containsEntry("spark.dynamicAllocation.enabled", "false");
    }

    @ParameterizedTest
    @CsvSource({
        // the user's settings: executors, of which are kept, cores each, heap in MiB, workers, partitions
        "spark.executor.instances=4,                                  4, 1, 5, 18206, 20, 7820",
        "spark.dynamicAllocation.maxExecutors=20,                    20, 2, 5, 18206, 100, 7900",
        "spark.executor.cores=2,                                     30, 3, 2, 18206, 60, 7860",
        "spark.cores.max=50,                                         10, 1, 5, 18206, 50, 7850",
        "spark.cores.max=50 spark.executor.cores=10,                  5, 1, 10, 18206, 50, 7850",
        "spark.executor.memory=2g,                                   30, 3, 5, 2048, 150, 7950",
        "spark.executor.memory=3000 spark.executor.memoryOverhead=1g, 30, 3, 5, 3000, 150, 7950",
        "spark.dynamicAllocation.minExecutors=7,                     30, 7, 5, 18206, 150, 7950",
        "spark.sql.shuffle.partitions=99,                            30, 3, 5, 18206, 150, 99",
        "spark.executor.cores=many,                                  30, 3, 5, 18206, 150, 7950"
    })
    void sparkSettingsOverrideThePlanAndTheRestFollows(
            String settings, int executors, int kept, int cores, long heap, int workers, int partitions) {
        Map<String, String> given = Pattern.compile("(\\S+)=(\\S+)")
                .matcher(settings)
                .results()
                .collect(Collectors.toMap(setting -> setting.group(1), setting -> setting.group(2)));
        ResourcePlan plan =
                plan(machine(2, "4 GB"), cluster(10, 16, "64 GB"), DataSize.ofGigabytes(1000), given, Optional.empty());

        ExecutorPlan planned = plan.executors().orElseThrow();
        assertThat(planned.count()).isEqualTo(executors);
        assertThat(planned.fewest()).isEqualTo(kept);
        assertThat(planned.cores()).isEqualTo(cores);
        assertThat(planned.memory().mebibytes()).isEqualTo(heap);
        assertThat(plan.workers()).isEqualTo(workers);
        assertThat(plan.shufflePartitions()).isEqualTo(partitions);
        if (!settings.contains("many")) {
            assertThat(plan.derivations())
                    .extracting(Derivation::origin)
                    .contains(settings.substring(0, settings.indexOf('=')) + " (--conf)");
        }
    }

    @ParameterizedTest
    @CsvSource({
        // nodes, cores and memory that a manager offers: executors, cores each, heap in MiB
        "2, 1, 1073741824, 2, 1, 640",
        "3, 4, 8589934592, 3, 4, 7447",
        "10, 15, 64424509440, 30, 5, 18618",
        "100, 32, 274877906944, 800, 4, 29789",
        // too little for an executor: Spark's defaults
        "5, 1, 600000000, 2, 1, 1024"
    })
    void aReportedClusterHasNothingToReserveForTheSystem(
            int nodes, int cores, long bytes, int executors, int coresEach, long heap) {
        ReportedCluster reported =
                new ReportedCluster(new ClusterConfig(nodes, cores, DataSize.ofBytes(bytes)), "the manager");
        ResourcePlan plan =
                plan(machine(2, "4 GB"), Map.of(), LARGE, Map.of("spark.master", "yarn"), Optional.of(reported));

        ExecutorPlan planned = plan.executors().orElseThrow();
        assertThat(planned.count()).isEqualTo(executors);
        assertThat(planned.cores()).isEqualTo(coresEach);
        assertThat(planned.memory().mebibytes()).isEqualTo(heap);
    }

    @Test
    void anUnknownClusterGetsSparksDefaults() {
        ResourcePlan plan =
                plan(machine(32, "256 GB"), Map.of(), LARGE, Map.of("spark.master", "k8s://host"), Optional.empty());

        assertThat(plan.workers()).isEqualTo(2);
        assertThat(plan.derivations())
                .contains(new Derivation(
                        "executors", "2", "Spark's default, because the size of the cluster is unknown"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"local[3,4]|3", "local[3]|3", "local|1", "local[*]|8"})
    void aLocalMasterSetsTheNumberOfWorkers(String master, int workers) {
        ResourcePlan plan = plan(
                machine(8, "16 GB"),
                Map.of(),
                LARGE,
                Map.of("spark.master", master, "spark.driver.memory", "3g"),
                Optional.empty());

        assertThat(plan.workers()).isEqualTo(workers);
        assertThat(plan.derivations())
                .contains(
                        new Derivation("workers", Integer.toString(workers), "spark.master (--conf)"),
                        new Derivation(
                                "driver memory", plan.driverMemory().toString(), "spark.driver.memory (--conf)"));
        assertThat(plan.driverMemory().mebibytes()).isEqualTo(3072);
    }

    @Test
    void settingsThatTheScriptsTookFromThePlanAreNotTheUsers() {
        ResourcePlan derived = plan(machine(8, "16 GB"), Map.of(), LARGE);
        ResourcePlan passedOn = plan(
                machine(8, "16 GB"),
                Map.of(),
                LARGE,
                Map.of(
                        "spark.master", derived.master().orElseThrow(),
                        "spark.driver.memory", derived.sparkSettings().get("spark.driver.memory")),
                Optional.empty());

        assertThat(passedOn).isEqualTo(derived);
    }

    @Test
    void dynamicAllocationCanBeTurnedOff() {
        assertThat(plan(
                                machine(2, "4 GB"),
                                cluster(10, 16, "64 GB"),
                                LARGE,
                                Map.of("spark.dynamicAllocation.enabled", "false"),
                                Optional.empty())
                        .sparkSettings())
                .containsEntry("spark.dynamicAllocation.enabled", "false")
                .doesNotContainKey("spark.dynamicAllocation.maxExecutors");
    }

    @Test
    void translatesThePlanIntoSparkSettings() {
        assertThat(plan(machine(2, "4 GB"), Map.of(), DataSize.ofGigabytes(1)).sparkSettings())
                .isEqualTo(Map.of(
                        "spark.driver.memory", "1907m",
                        "spark.sql.shuffle.partitions", "8"));
        assertThat(plan(machine(2, "4 GB"), cluster(10, 16, "64 GB"), DataSize.ofGigabytes(1))
                        .sparkSettings())
                .containsEntry("spark.executor.instances", "30")
                .containsEntry("spark.executor.cores", "5")
                .containsEntry("spark.executor.memory", "18206m")
                .containsEntry("spark.executor.memoryOverhead", "1821m")
                .containsEntry("spark.dynamicAllocation.enabled", "true")
                .containsEntry("spark.dynamicAllocation.shuffleTracking.enabled", "true")
                .containsEntry("spark.dynamicAllocation.minExecutors", "3")
                .containsEntry("spark.dynamicAllocation.maxExecutors", "30")
                .containsEntry("spark.cores.max", "150");
    }

    private static ResourcePlan plan(HardwareProfile machine, Map<String, ?> settings, DataSize input) {
        return plan(machine, settings, input, Map.of(), Optional.empty());
    }

    private static ResourcePlan plan(
            HardwareProfile machine,
            Map<String, ?> settings,
            DataSize input,
            Map<String, String> given,
            Optional<ReportedCluster> reported) {
        return ResourcePlanner.plan(
                machine, new ConfigLoader().commandLine(settings).load(), input, new GivenSettings(given), reported);
    }

    private static Map<String, Object> cluster(int nodes, int cores, String memory) {
        return Map.of("cluster.nodes", nodes, "cluster.cores-per-node", cores, "cluster.memory-per-node", memory);
    }

    private static HardwareProfile machine(int cores, String memory) {
        DataSize size = DataSize.parse(memory);
        return new HardwareProfile(cores, size, size, "processor", "system", "17");
    }
}
