package io.ordermatrix.scan;

import io.ordermatrix.order.RejectReason;
import java.util.Arrays;

/** The rejects in a part of a block, found in any order and listed in the order of the block. */
final class Rejects {
    private final RejectReason[] reasons = new RejectReason[RowBatch.CAPACITY];
    private int from;
    private int to;
    private boolean any;

    /** Clears all rejects and starts with this range of the block's rows. */
    void begin(int firstRow, int endRow) {
        if (any) {
            Arrays.fill(reasons, 0, to - from, null);
        }
        any = false;
        from = firstRow;
        to = endRow;
    }

    void put(int blockRow, RejectReason reason) {
        reasons[blockRow - from] = reason;
        any = true;
    }

    boolean any() {
        return any;
    }

    /** The first reject at or after a row of the block; -1 if there is none. */
    int next(int blockRow) {
        for (int row = Math.max(from, blockRow); any && row < to; row++) {
            if (reasons[row - from] != null) {
                return row;
            }
        }
        return -1;
    }

    /** Why a row of the block is a reject. */
    RejectReason reason(int blockRow) {
        return reasons[blockRow - from];
    }
}
