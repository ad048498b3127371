package io.ordermatrix.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ordermatrix.file.Json;
import io.ordermatrix.file.ObjectStores;
import io.ordermatrix.output.ConditionalObject.Content;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The results of an output directory in an object store. Each run writes a version of its own; an object names the one that
 * counts.
 *
 * <pre>
 * current.json      {"version": "..."}, put when all of that version is there
 * versions/.../     results, as on other file systems
 * work/.../         the waves of a job that can be resumed
 * lock.json         the run that is writing
 * </pre>
 */
record Versions(FileSystem fileSystem, Path output) {
    static final String CURRENT = "current.json";
    static final String LOCK = "lock.json";
    static final String VERSIONS = "versions";
    static final String WORK = "work";

    /** The content of {@link #CURRENT}. */
    record Current(String version) {}

    static Versions of(Path output, Configuration hadoop) throws IOException {
        FileSystem fileSystem = ObjectStores.fileSystem(output, hadoop);
        return new Versions(fileSystem, fileSystem.makeQualified(output));
    }

    ConditionalObject pointer() {
        return new ConditionalObject(fileSystem, new Path(output, CURRENT));
    }

    /** The version that an object names. */
    String named(Content pointer) {
        try {
            return Json.COMPACT.readValue(pointer.text(), Current.class).version();
        } catch (JsonProcessingException unknown) {
            throw new OutputException(
                    "%s/%s: can't be read: %s".formatted(output, CURRENT, unknown.getOriginalMessage()));
        }
    }

    Path directory(String version) {
        return new Path(new Path(output, VERSIONS), version);
    }

    /** The directory that holds the published results of an output directory, which is itself except in an object store. */
    static Path published(Path output, Configuration hadoop) throws IOException {
        if (!ObjectStores.have(output, hadoop)) {
            return output;
        }
        Versions versions = of(output, hadoop);
        Optional<Content> pointer = versions.pointer().read();
        return pointer.map(versions::named).map(versions::directory).orElse(versions.output());
    }
}
