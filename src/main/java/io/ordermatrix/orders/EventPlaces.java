package io.ordermatrix.orders;

import io.ordermatrix.group.KeyNumbers;
import io.ordermatrix.scan.RowBatch;
import java.util.Arrays;

/**
 * The places of buffered events. Those of a cell are in segments of consecutive places, in the order of arrival, so that sorting and
 * copying them stays within the cache of the processor however many events of other cells come between them.
 */
final class EventPlaces {
    /** How many events a segment has. */
    private static final int SEGMENT = 16;

    /** The most places that a batch adds: each of its events may be the first of a segment. */
    static final int MOST_OF_BATCH = SEGMENT * RowBatch.CAPACITY;

    private static final int FIRST_CELLS = 1 << 8;

    private final KeyNumbers cells = new KeyNumbers();
    private final int[] places = new int[RowBatch.CAPACITY];
    /** By cell. */
    private int[] firstSegments = new int[FIRST_CELLS];

    private int[] lastSegments = new int[FIRST_CELLS];
    /** By segment. */
    private int[] cellsOfSegments = new int[FIRST_CELLS];

    private int[] nextSegments = new int[FIRST_CELLS];
    private int segments;
    private int size;

    /**
     * Finds places for events.
     *
     * @param cellKeys the packed keys of their cells
     * @return the place of each, until the next call
     */
    int[] add(long[] cellKeys, int count) {
        for (int event = 0; event < count; event++) {
            int cell = cells.count(cellKeys[event]);
            int inSegment = (cells.occurrences(cell) - 1) % SEGMENT;
            if (inSegment == 0) {
                addSegment(cell);
            }
            places[event] = lastSegments[cell] * SEGMENT + inSegment;
        }
        size += count;
        return places;
    }

    private void addSegment(int cell) {
        if (cell == firstSegments.length) {
            firstSegments = Arrays.copyOf(firstSegments, 2 * cell);
            lastSegments = Arrays.copyOf(lastSegments, 2 * cell);
        }
        if (segments == nextSegments.length) {
            nextSegments = Arrays.copyOf(nextSegments, 2 * segments);
            cellsOfSegments = Arrays.copyOf(cellsOfSegments, 2 * segments);
        }
        if (cells.occurrences(cell) == 1) {
            firstSegments[cell] = segments;
        } else {
            nextSegments[lastSegments[cell]] = segments;
        }
        lastSegments[cell] = segments;
        cellsOfSegments[segments] = cell;
        segments++;
    }

    /** How many places there are, with those that are left in the last segments of cells. */
    int end() {
        return segments * SEGMENT;
    }

    /** Copies the packed keys of the cells of consecutive entries of a list of events. */
    void readCells(int[] events, int from, int count, long[] target) {
        for (int at = 0; at < count; at++) {
            target[at] = cells.key(cellsOfSegments[events[from + at] / SEGMENT]);
        }
    }

    /**
     * The places of all events, by cell.
     *
     * @param withinCell sorts the events of a cell
     */
    int[] sorted(EventOrder withinCell) {
        int[] sorted = new int[size];
        int at = 0;
        for (int cell : cells.inOrder()) {
            int end = at + cells.occurrences(cell);
            int from = at;
            for (int segment = firstSegments[cell]; at < end; segment = nextSegments[segment]) {
                int count = Math.min(SEGMENT, end - at);
                for (int event = 0; event < count; event++) {
                    sorted[at + event] = segment * SEGMENT + event;
                }
                at += count;
            }
            withinCell.sort(sorted, from, end);
        }
        return sorted;
    }

    void clear() {
        cells.clear();
        segments = 0;
        size = 0;
    }
}
