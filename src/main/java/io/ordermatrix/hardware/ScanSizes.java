package io.ordermatrix.hardware;

import io.ordermatrix.config.ConfigKeys;
import io.ordermatrix.config.LoadedConfig;
import io.ordermatrix.config.ScanConfig;
import io.ordermatrix.units.DataSize;
import java.util.Optional;

/** The sizes of chunks, waves and shuffle partitions, both for one machine and for a cluster. */
final class ScanSizes {
    private static final long MIB = 1 << 20;
    private static final long MB = 1_000_000;
    private static final long GB = 1_000_000_000;

    /** What a worker needs in addition to its chunk: its share of Spark, of the aggregates and of the page cache. */
    private static final long WORKER_BASE = 1_500 * MB;

    private static final long CHUNK_STEP = 16 * MB;
    /** Below this, starting a task costs more than the memory saved is worth. */
    private static final long SMALLEST_DERIVED_CHUNK = 64 * MB;
    /** A byte array has fewer than 2^31 elements; chunks stay well below. */
    private static final long LARGEST_CHUNK = 2_000 * MB;

    /** Enough that one slow chunk at the end makes the others wait for a quarter of the time at most. */
    private static final int CHUNKS_PER_WORKER = 4;

    private static final long SMALLEST_SHRUNK_CHUNK = MIB;

    /** A wave loses up to one chunk's time at its end; this keeps the average loss below five per cent. */
    private static final long CHUNKS_PER_WORKER_AND_WAVE = 12;

    /** Anything smaller is rescanned within a second or two. */
    private static final long SMALLEST_WAVE = 2 * GB;

    /** A good size for one task of a shuffle, which moves at most about as much as was read. */
    private static final long BYTES_PER_SHUFFLE_PARTITION = 128 * MB;
    /** With more, the driver is busy with the bookkeeping of partitions. */
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
     * The configured size if there is one. Otherwise the largest that a worker's memory allows, or less if the input or
     * a wave is too small to give every worker several chunks of that size.
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
        // A share of the input is rarely a round number of bytes.
        return new Derived<>(
                shrunk,
                shrunk.approximate(),
                "%s of %s, at least %d chunks per worker"
                        .formatted(wave.isPresent() ? "wave" : "input", together.approximate(), CHUNKS_PER_WORKER));
    }

    /** Half of what a worker has beyond its base; the other half is for the data that it derives from the chunk. */
    private static DataSize largestChunk(DataSize memoryPerWorker) {
        long half = (memoryPerWorker.bytes() - WORKER_BASE) / 2;
        long rounded = Math.floorDiv(half + CHUNK_STEP / 2, CHUNK_STEP) * CHUNK_STEP;
        return DataSize.ofBytes(Math.min(Math.max(rounded, SMALLEST_DERIVED_CHUNK), LARGEST_CHUNK));
    }

    /** Enough chunks that waiting for the last one is a small part of a wave. */
    Derived<DataSize> waveSize(int workers, DataSize chunkSize) {
        Optional<DataSize> configured = config.job().scan().waveSize();
        if (configured.isPresent()) {
            return Derived.of(configured.get(), ConfigKeys.WAVE_SIZE, config);
        }
        DataSize size =
                DataSize.ofBytes(Math.max(workers * CHUNKS_PER_WORKER_AND_WAVE * chunkSize.bytes(), SMALLEST_WAVE));
        return new Derived<>(size, size.approximate(), "at least " + CHUNKS_PER_WORKER_AND_WAVE + " chunks per worker");
    }

    /** A multiple of the number of workers, so that none is idle in the last round. */
    Derived<Integer> shufflePartitions(int workers) {
        long parts =
                Math.min(Rounding.divideUp(inputSize.bytes(), BYTES_PER_SHUFFLE_PARTITION), MOST_SHUFFLE_PARTITIONS);
        long rounds = Math.max(1, Rounding.divideUp(parts, workers));
        String origin =
                "input of " + inputSize.approximate() + ", " + workers + (workers == 1 ? " worker" : " workers");
        return given.count(SHUFFLE_PARTITIONS, Derived.of(Math.toIntExact(rounds * workers), origin));
    }
}
