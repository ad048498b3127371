package io.ordermatrix.synthetic;

/**
 * Draws ranks 0 to size - 1, rank r with weight 1 / (r + 1)^exponent: a few are very frequent, most are rare.
 *
 * <p>An alias table (Vose, "A linear algorithm for generating random numbers with a given distribution", 1991) makes a
 * draw cost the same for any size.
 */
final class ZipfLaw {
    private final double[] ownShare;
    private final int[] alias;

    ZipfLaw(int size, double exponent) {
        ownShare = new double[size];
        alias = new int[size];
        double total = 0;
        for (int rank = 0; rank < size; rank++) {
            ownShare[rank] = StrictMath.pow(rank + 1.0, -exponent);
            total += ownShare[rank];
        }
        // In units of one column of the table, so that the mean is 1.
        for (int rank = 0; rank < size; rank++) {
            ownShare[rank] *= size / total;
            alias[rank] = rank;
        }
        fillUp();
    }

    /** Tops up each column that its own rank does not fill with the surplus of a frequent rank. */
    private void fillUp() {
        int size = ownShare.length;
        // Weights fall with the rank, so the scarce ranks are taken from the end and the frequent ones from the start.
        int[] scarce = new int[size];
        int scarceCount = 0;
        int frequent = 0;
        for (int rank = 0; rank < size; rank++) {
            if (ownShare[rank] < 1) {
                scarce[scarceCount++] = rank;
            }
        }
        while (scarceCount > 0 && frequent < size && ownShare[frequent] >= 1) {
            int column = scarce[--scarceCount];
            alias[column] = frequent;
            ownShare[frequent] -= 1 - ownShare[column];
            if (ownShare[frequent] < 1) {
                scarce[scarceCount++] = frequent++;
            }
        }
    }

    int draw(FeedRandom random) {
        int column = random.below(ownShare.length);
        return random.unit() < ownShare[column] ? column : alias[column];
    }
}
