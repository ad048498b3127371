package io.ordermatrix.order;

/** Classes of order size in shares; a bound belongs to the lower bucket. */
public enum SizeBucket {
    UP_TO_1K(0, "<=1K", 1_000),
    UP_TO_5K(1, "1K-5K", 5_000),
    UP_TO_10K(2, "5K-10K", 10_000),
    UP_TO_50K(3, "10K-50K", 50_000),
    ABOVE_50K(4, ">50K", Integer.MAX_VALUE);

    private final int code;
    private final String label;
    private final int largest;

    SizeBucket(int code, String label, int largest) {
        this.code = code;
        this.label = label;
        this.largest = largest;
    }

    /** The {@link #code} of the bucket of a quantity in shares, without a branch, for hot loops. */
    public static int codeOf(int quantity) {
        int code = quantity > UP_TO_1K.largest ? 1 : 0;
        code += quantity > UP_TO_5K.largest ? 1 : 0;
        code += quantity > UP_TO_10K.largest ? 1 : 0;
        return code + (quantity > UP_TO_50K.largest ? 1 : 0);
    }

    /** The value in the column size_bucket: 0 to 4, ascending with size. */
    public int code() {
        return code;
    }

    /** The bucket's name in reports. */
    public String label() {
        return label;
    }
}
