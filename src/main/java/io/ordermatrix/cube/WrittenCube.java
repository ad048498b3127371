package io.ordermatrix.cube;

import java.util.List;

/**
 * What is known of a cube once it is written.
 *
 * @param cuts where the events of its dates can be cut, in order; the first of a date is before all of its events
 */
public record WrittenCube(Rollups rollups, List<EventCut> cuts) {
    public WrittenCube {
        cuts = List.copyOf(cuts);
    }
}
