package io.ordermatrix.table;

import io.ordermatrix.group.SortedGroups;
import java.io.IOException;
import java.io.Serializable;

/** Sees the rows of a table while they are written, in one task those of one part of a date. */
public interface RowObserver {
    /** Sees rows; they are gone after that. */
    void see(SortedGroups rows);

    /** What the driver gets of all rows that it has seen. */
    byte[] result() throws IOException;

    /** Makes an observer in each task. */
    interface Factory extends Serializable {
        RowObserver open();
    }

    /** One that does not look. */
    final class None implements RowObserver {
        @Override
        public void see(SortedGroups rows) {}

        @Override
        public byte[] result() {
            return new byte[0];
        }
    }
}
