package io.ordermatrix.output;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIOException;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * A small object in an object store that is put only if nobody else has put another meanwhile: with S3's If-None-Match and
 * If-Match. A store that lacks the latter compares just before it puts, which leaves an instant for another run.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional writes</a>
 */
record ConditionalObject(FileSystem fileSystem, Path path) {
    private static final int MOST_READS = 5;

    /**
     * What an object holds.
     *
     * @param tag the store's name for this content; null if it has none
     * @param modified milliseconds since 1970-01-01 UTC
     */
    record Content(String text, String tag, long modified) {}

    /** The object; empty if there is none. */
    Optional<Content> read() throws IOException {
        PathIOException changed = null;
        for (int read = 0; read < MOST_READS; read++) {
            try {
                FileStatus status = fileSystem.getFileStatus(path);
                try (var in = FutureIO.awaitFuture(
                        fileSystem.openFile(path).withFileStatus(status).build())) {
                    return Optional.of(new Content(
                            new String(in.readAllBytes(), StandardCharsets.UTF_8),
                            tag(status),
                            status.getModificationTime()));
                }
            } catch (FileNotFoundException none) {
                return Optional.empty();
            } catch (PathIOException replaced) {
                // It was replaced between the two requests.
                changed = replaced;
            }
        }
        throw changed;
    }

    private static String tag(FileStatus status) {
        return status instanceof EtagSource source ? source.getEtag() : null;
    }

    /**
     * Puts the object if it still is as it was when it was read.
     *
     * @param text that no other run would put
     * @param expected what was read; empty for no object
     * @return false if somebody else has put another
     */
    boolean put(String text, Optional<Content> expected) throws IOException {
        try (FSDataOutputStream out = create(expected)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            // The put may have arrived and its answer may have been lost, after which another try is refused.
            Optional<Content> found = read();
            if (has(found, text)) {
                return true;
            }
            if (isSame(found, expected)) {
                throw failure;
            }
            return false;
        }
        return true;
    }

    private static boolean isSame(Optional<Content> one, Optional<Content> other) {
        return one.map(Content::text).equals(other.map(Content::text));
    }

    private FSDataOutputStream create(Optional<Content> expected) throws IOException {
        if (expected.isEmpty()) {
            return isOffered(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE)
                    ? create(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, "true")
                    : fileSystem.create(path, false);
        }
        String tag = expected.get().tag();
        if (tag != null && isOffered(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE_ETAG)) {
            return create(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE_ETAG, tag);
        }
        if (!isSame(read(), expected)) {
            throw new PathIOException(path.toString(), "it was replaced meanwhile");
        }
        return fileSystem.create(path, true);
    }

    private FSDataOutputStream create(String condition, String value) throws IOException {
        FSDataOutputStreamBuilder<?, ?> builder = fileSystem.createFile(path);
        builder.create();
        builder.must(condition, value);
        return builder.build();
    }

    private boolean isOffered(String option) throws IOException {
        return fileSystem.hasPathCapability(path, option);
    }

    /** Whether an object holds this text. */
    static boolean has(Optional<Content> content, String text) {
        return content.map(Content::text).equals(Optional.of(text));
    }

    /** Deletes the object if it holds this text. */
    void delete(String text) throws IOException {
        if (has(read(), text)) {
            fileSystem.delete(path, false);
        }
    }
}
