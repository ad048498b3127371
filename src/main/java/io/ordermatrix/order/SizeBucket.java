package io.ordermatrix.order;

/** Classes of order size in shares; an upper bound belongs to the lower bucket. The ordinal is the column's value. */
public enum SizeBucket {
    UP_TO_1K("<=1K", 1_000),
    UP_TO_5K("1K-5K", 5_000),
    UP_TO_10K("5K-10K", 10_000),
    UP_TO_50K("10K-50K", 50_000),
    ABOVE_50K(">50K", Integer.MAX_VALUE);

    private final String label;
    private final int largest;

    SizeBucket(String label, int largest) {
        this.label = label;
        this.largest = largest;
    }

    /** The bucket of a quantity in shares. */
    public static SizeBucket of(int quantity) {
        for (SizeBucket bucket : values()) {
            if (quantity <= bucket.largest) {
                return bucket;
            }
        }
        throw new AssertionError("The last bucket takes every quantity");
    }

    /** How reports name the bucket. */
    public String label() {
        return label;
    }

    /** The largest quantity of the bucket, in shares. */
    public int largest() {
        return largest;
    }
}
