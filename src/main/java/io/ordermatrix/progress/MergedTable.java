package io.ordermatrix.progress;

/** A table that a run merges from what its scan has spilled, and writes. */
public enum MergedTable {
    /** With the reports computed from it. */
    CUBE(0.1),
    ORDERS(0.5),
    /** With order flow. */
    LIFECYCLES(0.85);

    private final double shareOfScan;

    MergedTable(double shareOfScan) {
        this.shareOfScan = shareOfScan;
    }

    /** How long that takes, as a share of the scan of the whole input: measured with 2 and 10 GB. */
    double shareOfScan() {
        return shareOfScan;
    }
}
