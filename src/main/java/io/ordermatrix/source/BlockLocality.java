package io.ordermatrix.source;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Knows on which hosts the bytes of a file lie, one question to the file system for each file. */
final class BlockLocality {
    private static final int MOST_HOSTS = 3;

    private final ScanSpec spec;
    private final Configuration hadoop;
    private final Map<Integer, BlockLocation[]> blocks = new HashMap<>();

    BlockLocality(ScanSpec spec, Configuration hadoop) {
        this.spec = spec;
        this.hadoop = hadoop;
    }

    /** The hosts that hold most of a group's first chunk, the best first; none on a file system that is not spread out. */
    List<String> hosts(ChunkGroup group) throws IOException {
        Chunk chunk = group.chunks().get(0);
        BlockLocation[] locations = blocks.get(chunk.file());
        if (locations == null) {
            locations = locate(spec.files().get(chunk.file()));
            blocks.put(chunk.file(), locations);
        }
        Map<String, Long> bytes = new HashMap<>();
        for (BlockLocation block : locations) {
            long shared = Math.min(chunk.end(), block.getOffset() + block.getLength())
                    - Math.max(chunk.start(), block.getOffset());
            if (shared > 0) {
                for (String host : block.getHosts()) {
                    bytes.merge(host, shared, Long::sum);
                }
            }
        }
        return bytes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_HOSTS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private BlockLocation[] locate(InputFile file) throws IOException {
        Path path = new Path(file.location());
        FileSystem fileSystem = path.getFileSystem(hadoop);
        return fileSystem instanceof LocalFileSystem
                ? new BlockLocation[0]
                : fileSystem.getFileBlockLocations(path, 0, file.length());
    }
}
