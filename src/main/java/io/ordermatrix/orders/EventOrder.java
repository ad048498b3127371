package io.ordermatrix.orders;

/** Sorts the events of a cell by the keys that follow date and security; events with equal keys stay in their order. */
interface EventOrder {
    /** Sorts events, given by their indexes in the columns of a buffer. */
    void sort(int[] events, int from, int to);
}
