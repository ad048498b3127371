package io.ordermatrix.wave;

import org.apache.hadoop.fs.Path;

/** The directory for the output of a wave. */
public record WaveDirectory(Path path) {
    /** The records of its chunks, and their rejects. */
    public Path records() {
        return new Path(path, "records");
    }

    /** The spilled groups of the cube. */
    public Path groups() {
        return new Path(path, "groups");
    }

    /** The spilled events, if they are results. */
    public Path orders() {
        return new Path(path, "orders");
    }

    /** The spilled events behind lifecycles. */
    public Path lifecycles() {
        return new Path(path, "lifecycles");
    }
}
