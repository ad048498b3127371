package io.ordermatrix.field;

import io.ordermatrix.csv.Numbers;
import io.ordermatrix.order.RejectReason.Kind;

/** Reads the fields of one column. Surrounding spaces are ignored. Not for use by several threads at once. */
public interface FieldReader {
    /**
     * The number that a field stands for, or {@link Numbers#NONE}.
     *
     * @param start the first byte of the field
     * @param end after its last byte
     */
    long read(byte[] bytes, int start, int end);

    /** Why {@link #read} returned {@link Numbers#NONE} for a field; null if that is the number itself. */
    Kind problem(byte[] bytes, int start, int end);
}
