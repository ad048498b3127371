package io.ordermatrix.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ordermatrix.file.Json;
import io.ordermatrix.output.ConditionalObject.Content;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks an output directory in an object store for one run at a time, as {@link OutputLock} does elsewhere. Its object is taken
 * over from a dead run by a conditional put, which only one run can do.
 */
final class ObjectLock implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectLock.class);

    private final ConditionalObject object;
    private final LockOwner owner;
    private final String content;
    private final LockRenewal renewal;

    private ObjectLock(ConditionalObject object, LockOwner owner, String content) {
        this.object = object;
        this.owner = owner;
        this.content = content;
        owner.begins();
        renewal = new LockRenewal(object.path(), this::renew);
    }

    /**
     * Takes the lock.
     *
     * @param directory the output directory, as the user named it
     * @throws OutputException if another run holds it
     */
    static ObjectLock take(ConditionalObject object, String directory) throws IOException {
        LockOwner self = LockOwner.self();
        String content = Json.COMPACT.writeValueAsString(self);
        Optional<Content> held = object.read();
        if (held.isPresent()) {
            refuseWhereAlive(held.get(), directory);
        }
        if (!object.put(content, held)) {
            throw LockOwner.someoneIsWritingTo(directory);
        }
        return new ObjectLock(object, self, content);
    }

    private static void refuseWhereAlive(Content held, String directory) throws IOException {
        LockOwner other;
        try {
            other = Json.COMPACT.readValue(held.text(), LockOwner.class);
        } catch (JsonProcessingException unknown) {
            throw new OutputException(
                    "%s: its lock can't be read: %s".formatted(directory, unknown.getOriginalMessage()));
        }
        if (other.isOnThisMachine() ? other.runs() : !LockRenewal.isStale(held.modified())) {
            throw other.isWritingTo(directory);
        }
        LOG.debug("{}: taking over from process {} on {}, which has ended", directory, other.process(), other.host());
    }

    /** Puts the same content again, which makes the object younger. */
    private void renew() throws IOException {
        Optional<Content> held = object.read();
        if (!ConditionalObject.has(held, content) || !object.put(content, held)) {
            LOG.warn("The lock {} was taken by another run", object.path());
        }
    }

    /** Releases the lock. If its object can't be removed, the next run finds that this one has ended. */
    @Override
    public void close() {
        renewal.close();
        owner.ends();
        try {
            object.delete(content);
        } catch (IOException failure) {
            LOG.warn("The lock {} can't be removed: {}", object.path(), failure.getMessage());
        }
    }
}
