package io.ordermatrix.hardware;

import io.ordermatrix.config.ConfigKeys;
import io.ordermatrix.config.LoadedConfig;
import io.ordermatrix.config.ScanConfig;
import io.ordermatrix.units.DataSize;
import java.util.Optional;

/** How an input is cut into chunks, waves and the parts of an exchange, wherever its workers are. */
final class ScanSizes {
    private static final long MIB = 1 << 20;
    private static final long MB = 1_000_000;
    private static final long GB = 1_000_000_000;

    /** What a worker needs besides its chunk: its part of Spark, of the aggregates and of the page cache. */
    private static final long WORKER_BASE = 1_500 * MB;

    private static final long CHUNK_STEP = 16 * MB;
    /** Below this, starting a task costs more than the memory saved is worth. */
    private static final long SMALLEST_DERIVED_CHUNK = 64 * MB;
    /** An array of bytes ends at 2^31; chunks stay clear of it. */
    private static final long LARGEST_CHUNK = 2_000 * MB;

    /** So that one slow chunk at the end keeps the others waiting for a quarter of the time at most. */
    private static final int CHUNKS_PER_WORKER = 4;

    private static final long SMALLEST_SHRUNK_CHUNK = MIB;

    /** A wave loses up to one chunk's time at its end, so this keeps its cost below five parts of a hundred. */
    private static final long CHUNKS_PER_WORKER_AND_WAVE = 12;

    /** Less is scanned again in a second or two. */
    private static final long SMALLEST_WAVE = 2 * GB;

    /** What one task of an exchange takes well; the exchange moves at most about what was read. */
    private static final long BYTES_PER_SHUFFLE_PARTITION = 128 * MB;
    /** Beyond this, the driver is busy with the book-keeping of partitions. */
    private static final long MOST_SHUFFLE_PARTITIONS = 100_000;

    private static final String SHUFFLE_PARTITIONS = "spark.sql.shuffle.partitions";

    private final LoadedConfig config;
    private final DataSize inputSize;
    private final GivenSettings given;

    ScanSizes(LoadedConfig config, DataSize inputSize, GivenSettings given) {
        this.config = config;
        this.inputSize = inputSize;
        this.given = given;
    }

    /**
     * The configured size as it is, or the largest that a worker's memory allows, unless the input or a wave of it is too
     * small to give every worker several of these.
     */
    Derived<DataSize> chunkSize(int workers, Derived<DataSize> memoryPerWorker) {
        ScanConfig scan = config.job().scan();
        if (scan.chunkSize().isPresent()) {
            return Derived.of(scan.chunkSize().get(), ConfigKeys.CHUNK_SIZE, config);
        }
        Optional<DataSize> wave = scan.waveSize().filter(size -> size.compareTo(inputSize) < 0);
        DataSize together = wave.orElse(inputSize);
        long share = Rounding.divideUp(together.bytes(), (long) workers * CHUNKS_PER_WORKER);
        DataSize shrunk = DataSize.ofBytes(Math.max(share, SMALLEST_SHRUNK_CHUNK));
        DataSize largest = largestChunk(memoryPerWorker.value());
        boolean isUnknown = inputSize.bytes() == 0;
        if (isUnknown || shrunk.compareTo(largest) >= 0) {
            return Derived.of(largest, memoryPerWorker.origin());
        }
        // A share of the input is seldom a round number of bytes.
        return new Derived<>(
                shrunk,
                shrunk.approximate(),
                "%s of %s, %d chunks or more a worker"
                        .formatted(wave.isPresent() ? "wave" : "input", together.approximate(), CHUNKS_PER_WORKER));
    }

    /** Half of what a worker has beyond its base: the other half is for what it makes of the chunk. */
    private static DataSize largestChunk(DataSize memoryPerWorker) {
        long half = (memoryPerWorker.bytes() - WORKER_BASE) / 2;
        long rounded = Math.floorDiv(half + CHUNK_STEP / 2, CHUNK_STEP) * CHUNK_STEP;
        return DataSize.ofBytes(Math.min(Math.max(rounded, SMALLEST_DERIVED_CHUNK), LARGEST_CHUNK));
    }

    /** As many chunks as make the wait for the last one of a wave a small part of it. */
    Derived<DataSize> waveSize(int workers, DataSize chunkSize) {
        Optional<DataSize> configured = config.job().scan().waveSize();
        if (configured.isPresent()) {
            return Derived.of(configured.get(), ConfigKeys.WAVE_SIZE, config);
        }
        DataSize size =
                DataSize.ofBytes(Math.max(workers * CHUNKS_PER_WORKER_AND_WAVE * chunkSize.bytes(), SMALLEST_WAVE));
        return new Derived<>(size, size.approximate(), CHUNKS_PER_WORKER_AND_WAVE + " chunks a worker or more");
    }

    /** Whole rounds of all workers, so that none is idle in the last one. */
    Derived<Integer> shufflePartitions(int workers) {
        long parts =
                Math.min(Rounding.divideUp(inputSize.bytes(), BYTES_PER_SHUFFLE_PARTITION), MOST_SHUFFLE_PARTITIONS);
        long rounds = Math.max(1, Rounding.divideUp(parts, workers));
        String origin =
                "input of " + inputSize.approximate() + ", " + workers + (workers == 1 ? " worker" : " workers");
        return given.count(SHUFFLE_PARTITIONS, Derived.of(Math.toIntExact(rounds * workers), origin));
    }
}
