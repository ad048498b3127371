package io.ordermatrix.group;

import java.io.IOException;
import java.util.Arrays;

/**
 * The same groups, {@link SortedGroups#MOST} at a time except for the last ones, so that files written from them do not
 * depend on how they were spilled.
 */
public final class EvenGroups implements SortedGroups {
    private final SortedGroups source;
    private final int[] textColumns;
    private final long[][] columns;
    private byte[] text = {};
    private int textSize;
    private int size;
    private int at;
    private int end;

    public EvenGroups(SortedGroups source, GroupLayout layout) {
        this.source = source;
        textColumns = layout.textColumns();
        columns = new long[layout.stride()][MOST];
    }

    @Override
    public boolean next() throws IOException {
        size = 0;
        textSize = 0;
        while (size < MOST && hasMore()) {
            int count = Math.min(MOST - size, end - at);
            for (int column = 0; column < columns.length; column++) {
                System.arraycopy(source.columns()[column], at, columns[column], size, count);
            }
            for (int column : textColumns) {
                copyText(columns[column], size, count);
            }
            size += count;
            at += count;
        }
        return size > 0;
    }

    private boolean hasMore() throws IOException {
        while (at == end) {
            if (!source.next()) {
                return false;
            }
            at = source.from();
            end = source.to();
        }
        return true;
    }

    /** Copies text and replaces its old positions by the new ones. */
    private void copyText(long[] positions, int from, int count) {
        for (int row = from; row < from + count; row++) {
            int length = (int) positions[row];
            if (textSize + length > text.length) {
                text = Arrays.copyOf(text, Math.max(textSize + length, 2 * text.length));
            }
            System.arraycopy(source.text(), (int) (positions[row] >>> Integer.SIZE), text, textSize, length);
            positions[row] = (long) textSize << Integer.SIZE | length;
            textSize += length;
        }
    }

    @Override
    public long[][] columns() {
        return columns;
    }

    @Override
    public byte[] text() {
        return text;
    }

    @Override
    public int to() {
        return size;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
