package io.ordermatrix.scan;

import io.ordermatrix.order.RejectReason;

/**
 * A row that can't be read as an order event.
 *
 * @param byteOffset of its first byte in the file (in the text, where the file is packed)
 * @param line counted from 1, in its chunk where a task reports it, in its file where results name it
 * @param reason the first reason found
 * @param raw its first 4 KiB as text
 */
public record Reject(long byteOffset, long line, RejectReason reason, String raw) {
    /** How much of a row is kept. */
    public static final int RAW_LIMIT_BYTES = 4096;
}
