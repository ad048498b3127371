package io.ordermatrix.table;

import io.ordermatrix.group.SortedGroups;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;

/** Sees the rows of a table as they are written; in each task, those of one part of a date. */
public interface RowObserver {
    /** Sees rows, which are valid only during the call. */
    void see(SortedGroups rows);

    /** What the file with the rows says about them, by name. */
    default Map<String, String> facts() throws IOException {
        return Map.of();
    }

    /** What the driver receives about all rows seen. */
    byte[] result() throws IOException;

    /** Makes an observer in each task. */
    interface Factory extends Serializable {
        RowObserver open();
    }

    /** An observer that ignores all rows. */
    final class None implements RowObserver {
        @Override
        public void see(SortedGroups rows) {}

        @Override
        public byte[] result() {
            return new byte[0];
        }
    }
}
