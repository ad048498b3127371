package io.ordermatrix.scan;

import static io.ordermatrix.scan.OrderSlots.NEEDED;
import static io.ordermatrix.scan.OrderSlots.ORDER_ID;
import static io.ordermatrix.scan.OrderSlots.SIDE;

import io.ordermatrix.csv.DigitFields;
import io.ordermatrix.csv.RowBlock;
import io.ordermatrix.input.Header;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The needed columns that no condition reads. All are checked of the rows that the conditions keep, though not everybody asks for the
 * values of all. Where a block has nothing but digits in them, which can be told of all its rows at once, those whose values nobody
 * asks for are not read, and the others are read without a check.
 */
final class LateColumns {
    /** What it takes to tell whether a row has digits, and what a column takes less if it has; in nanoseconds, roughly. */
    private static final int COST = 8;

    private static final int SAVED_OF_UNREAD = 3;
    private static final int SAVED_OF_READ = 1;

    /** Batches that are not asked for digits at most, before one is asked again. */
    private static final int LONGEST_PAUSE = 32;

    private final ColumnParsers parsers;
    /** In the order of checking, as all slots here. */
    private final int[] slots;

    private final BitSet unread;

    /** Of the last file; the fields of the next one are mostly the same. */
    private Header header;

    private DigitFields digits;
    private int saved;
    private int[] readAsDigits;
    private int[] besidesDigits;
    private int[] allButUnreadDigits;

    /** How many batches in a row were asked in vain, and how many are still not to be asked: a feed mostly stays as it is. */
    private int vain;

    private int pause;

    /**
     * @param early the slots that have values already
     * @param asked the slots whose values somebody asks for
     */
    LateColumns(ColumnParsers parsers, BitSet early, BitSet asked) {
        this.parsers = parsers;
        slots = IntStream.range(0, NEEDED).filter(slot -> !early.get(slot)).toArray();
        unread = new BitSet();
        IntStream.of(slots).filter(slot -> !asked.get(slot)).forEach(unread::set);
        // Its values are checked when they are read.
        unread.clear(SIDE);
    }

    /** Continues with another file, of which the parsers know already. */
    void begin(Header next) {
        if (next.equals(header)) {
            return;
        }
        header = next;
        vain = 0;
        pause = 0;
        BitSet digitSlots = new BitSet();
        IntStream.of(slots)
                .filter(slot -> parsers.takesDigits(slot) && (slot != ORDER_ID || unread.get(slot)))
                .forEach(digitSlots::set);
        BitSet unreadDigits = (BitSet) unread.clone();
        unreadDigits.and(digitSlots);
        digits = parsers.digitFields(digitSlots);
        readAsDigits = IntStream.of(slots)
                .filter(slot -> digitSlots.get(slot) && !unreadDigits.get(slot))
                .toArray();
        besidesDigits =
                IntStream.of(slots).filter(slot -> !digitSlots.get(slot)).toArray();
        allButUnreadDigits = IntStream.range(0, NEEDED)
                .filter(slot -> !unreadDigits.get(slot))
                .toArray();
        saved = SAVED_OF_UNREAD * unreadDigits.cardinality() + SAVED_OF_READ * readAsDigits.length;
    }

    /**
     * Fills the columns for the rows of a batch.
     *
     * @param rows from how many rows of the block these were kept
     * @return the needed columns that have values now; the others are valid
     */
    int[] parse(RowBlock block, RowBatch batch, int rows) {
        if ((long) saved * batch.size() > (long) COST * rows && areDigits(block)) {
            parsers.readDigits(block, readAsDigits);
            parsers.parse(block, besidesDigits);
            return allButUnreadDigits;
        }
        parsers.parse(block, slots);
        return OrderSlots.allNeeded();
    }

    private boolean areDigits(RowBlock block) {
        if (pause > 0) {
            pause--;
            return false;
        }
        if (block.areDigits(digits)) {
            vain = 0;
            return true;
        }
        pause = Math.min(vain, LONGEST_PAUSE);
        vain++;
        return false;
    }
}
