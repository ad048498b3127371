package io.ordermatrix.orders;

import io.ordermatrix.group.KeyNumbers;
import io.ordermatrix.scan.RowBatch;
import java.util.Arrays;

/**
 * The places of buffered events. Those of a cell are in pieces of consecutive places, in the order of arrival, so that sorting and
 * copying them stays within the cache of the processor however many events of other cells come between them.
 */
final class EventPlaces {
    /** How many events a piece has. */
    private static final int PIECE = 16;

    /** The most places that a batch adds: each of its events may be the first of a piece. */
    static final int MOST_OF_BATCH = PIECE * RowBatch.CAPACITY;

    private static final int FIRST_CELLS = 1 << 8;

    private final KeyNumbers cells = new KeyNumbers();
    private final int[] places = new int[RowBatch.CAPACITY];
    /** By cell. */
    private int[] firstPieces = new int[FIRST_CELLS];

    private int[] lastPieces = new int[FIRST_CELLS];
    /** By piece. */
    private int[] cellsOfPieces = new int[FIRST_CELLS];

    private int[] nextPieces = new int[FIRST_CELLS];
    private int pieces;
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
            int inPiece = (cells.occurrences(cell) - 1) % PIECE;
            if (inPiece == 0) {
                addPiece(cell);
            }
            places[event] = lastPieces[cell] * PIECE + inPiece;
        }
        size += count;
        return places;
    }

    private void addPiece(int cell) {
        if (cell == firstPieces.length) {
            firstPieces = Arrays.copyOf(firstPieces, 2 * cell);
            lastPieces = Arrays.copyOf(lastPieces, 2 * cell);
        }
        if (pieces == nextPieces.length) {
            nextPieces = Arrays.copyOf(nextPieces, 2 * pieces);
            cellsOfPieces = Arrays.copyOf(cellsOfPieces, 2 * pieces);
        }
        if (cells.occurrences(cell) == 1) {
            firstPieces[cell] = pieces;
        } else {
            nextPieces[lastPieces[cell]] = pieces;
        }
        lastPieces[cell] = pieces;
        cellsOfPieces[pieces] = cell;
        pieces++;
    }

    /** How many places there are, with those that are left in the last pieces of cells. */
    int end() {
        return pieces * PIECE;
    }

    /** The packed key of the cell of the event at a place. */
    long cellKey(int place) {
        return cells.key(cellsOfPieces[place / PIECE]);
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
            for (int piece = firstPieces[cell]; at < end; piece = nextPieces[piece]) {
                int count = Math.min(PIECE, end - at);
                for (int event = 0; event < count; event++) {
                    sorted[at + event] = piece * PIECE + event;
                }
                at += count;
            }
            withinCell.sort(sorted, from, end);
        }
        return sorted;
    }

    void clear() {
        cells.clear();
        pieces = 0;
        size = 0;
    }
}
