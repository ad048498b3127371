package io.ordermatrix.output;

import io.ordermatrix.file.ObjectStores;
import io.ordermatrix.file.WrittenFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** An output directory whose results are published when they are complete. Locked for one run at a time. */
public interface StagedOutput extends Closeable {
    /**
     * Locks an output directory for this run, and checks its content.
     *
     * @param job the same for runs that can resume each other
     * @throws OutputException if another run is writing to it, it contains anything that ordermatrix did not write, or
     *     can't be renamed where that is needed
     */
    static StagedOutput open(String name, String job, Configuration hadoop) throws IOException {
        return ObjectStores.have(new Path(name), hadoop)
                ? VersionedOutput.open(name, job, hadoop)
                : RenamedOutput.open(name, hadoop);
    }

    /**
     * Puts back the results of an output directory if a run was killed while it published others.
     *
     * @throws OutputException as {@link #open}
     */
    static void restore(String name, Configuration hadoop) throws IOException {
        if (!ObjectStores.have(new Path(name), hadoop)) {
            RenamedOutput.open(name, hadoop).close();
        }
    }

    /**
     * Locks an output directory, so that no run replaces its results.
     *
     * @throws OutputException if another run is writing to it
     */
    static Closeable lock(String name, Configuration hadoop) throws IOException {
        return ObjectStores.have(new Path(name), hadoop)
                ? VersionedOutput.lock(name, "", hadoop)
                : RenamedOutput.lock(OutputDirectory.at(name, hadoop));
    }

    /**
     * Removes results that are no longer the published ones.
     *
     * @return how many versions of results, which only object stores have
     * @throws OutputException as {@link #open}
     */
    static int removeOlder(String name, Configuration hadoop) throws IOException {
        return ObjectStores.have(new Path(name), hadoop) ? VersionedOutput.removeOlder(name, hadoop) : 0;
    }

    /** Where the published results of an output directory are, for people. */
    static String location(String name, Configuration hadoop) throws IOException {
        Path path = new Path(name);
        return ObjectStores.have(path, hadoop)
                ? Versions.published(path, hadoop).toString()
                : name;
    }

    /** The content of a published text file; empty if nothing is published. */
    Optional<String> published(String fileName) throws IOException;

    /**
     * Checks that there are no results to replace.
     *
     * @throws OutputException if there are results of an earlier run
     */
    void refuseToReplace() throws IOException;

    /** Makes the directory for results, without results but with the waves of an earlier run. */
    void stage() throws IOException;

    /** The directory for results until they are published. */
    Path results();

    /** The directory for the waves of a run. */
    Path work();

    /** The directory for the waves of a run's second scan, see {@link #work}. */
    Path workAgain();

    /** The files written so far, sorted by their paths relative to the directory for results. */
    List<WrittenFile> written() throws IOException;

    /**
     * Replaces the published results by the staged ones.
     *
     * @throws IOException if that fails; the published results are then unchanged
     */
    void publish() throws IOException;

    /**
     * Removes everything except published results. What can't be removed does no harm, and the next run tries again.
     */
    void removeStaging();

    /** Unlocks the output directory; staged files are kept. */
    @Override
    void close() throws IOException;

    /** What a run is told that would replace results without being asked to. */
    static OutputException refusal(String name) {
        return new OutputException(
                "%s: holds the results of an earlier run; use --overwrite to replace them".formatted(name));
    }
}
