package io.ordermatrix.input;

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

/** Finds the hosts that hold the bytes of a file. Asks the file system once per file. */
public final class BlockLocality {
    private static final int MOST_HOSTS = 3;

    private final List<InputFile> files;
    private final Configuration hadoop;
    private final Map<Integer, BlockLocation[]> blocks = new HashMap<>();

    public BlockLocality(List<InputFile> files, Configuration hadoop) {
        this.files = List.copyOf(files);
        this.hadoop = hadoop;
    }

    /**
     * The hosts that hold most of a split's first chunk, the best first; none if the file system is not distributed.
     */
    public List<String> hosts(Split split) throws IOException {
        Chunk chunk = split.chunks().get(0);
        BlockLocation[] locations = blocks.get(chunk.file());
        if (locations == null) {
            locations = locate(files.get(chunk.file()));
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
