package io.ordermatrix.scan;

import io.ordermatrix.order.RejectReason;

/**
 * A row that can't be read as an order event.
 *
 * @param byteOffset offset of its first byte in the file (in the decompressed text, if the file is compressed)
 * @param line its line, counted from 1: in the chunk when a task reports it, in the file in results
 * @param reason the first reason found
 * @param raw its first 4 KiB as text
 */
public record Reject(long byteOffset, long line, RejectReason reason, String raw) {
    /** How much of a row is kept. */
    public static final int RAW_LIMIT_BYTES = 4096;
}
