package io.ordermatrix.table;

import io.ordermatrix.group.KeyRange;
import io.ordermatrix.group.Spills.Part;
import java.io.IOException;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Which task writes which file of a table. If several tasks write one date, each writes its own file, and the files are
 * joined.
 */
final class Pieces {
    private static final String PARTITION = "trade_date=%s";
    private static final String FILE = "part-%05d.parquet";

    private final Path directory;
    private final Path scratch;
    private final SortedMap<Long, List<KeyRange>> ranges = new TreeMap<>();

    /** A part of a date's rows, its number among all parts, and the file that they are written to. */
    record Piece(int number, KeyRange range, String file) implements Serializable {}

    /** Files to be joined into one. */
    record Join(List<String> pieces, String file) implements Serializable {}

    /**
     * @param scratch where files are kept until they are joined
     */
    Pieces(List<Part> parts, Path directory, Path scratch) {
        this.directory = directory;
        this.scratch = scratch;
        parts.forEach(part -> ranges.computeIfAbsent(part.firstKey(), date -> new ArrayList<>())
                .add(part.range()));
    }

    /** All pieces, date by date, in the order of their keys. */
    List<Piece> all() {
        List<Piece> all = new ArrayList<>();
        for (long date : ranges.keySet()) {
            for (Piece piece : of(date)) {
                all.add(new Piece(all.size(), piece.range(), piece.file()));
            }
        }
        return all;
    }

    private List<Piece> of(long date) {
        List<KeyRange> ofDate = ranges.get(date);
        if (ofDate.size() == 1) {
            return List.of(new Piece(0, ofDate.get(0), result(directory, date, 0)));
        }
        List<Piece> pieces = new ArrayList<>();
        for (KeyRange range : ofDate) {
            String name = "%s-%05d.parquet".formatted(LocalDate.ofEpochDay(date), pieces.size());
            pieces.add(new Piece(pieces.size(), range, new Path(scratch, name).toString()));
        }
        return pieces;
    }

    /** The name of a file of a table. */
    static String result(Path directory, long date, int number) {
        Path partition = new Path(directory, PARTITION.formatted(LocalDate.ofEpochDay(date)));
        return new Path(partition, FILE.formatted(number)).toString();
    }

    /**
     * The joins to do when all pieces are written: of neighbours that together are no larger than a file may be.
     *
     * @param mostBytes the most bytes of a file; a larger piece is not joined
     */
    List<Join> joins(long mostBytes, FileSystem fileSystem) throws IOException {
        List<Join> joins = new ArrayList<>();
        for (long date : ranges.keySet()) {
            if (ranges.get(date).size() > 1) {
                joins.addAll(joins(date, mostBytes, fileSystem));
            }
        }
        return joins;
    }

    private List<Join> joins(long date, long mostBytes, FileSystem fileSystem) throws IOException {
        List<Join> joins = new ArrayList<>();
        List<String> joined = new ArrayList<>();
        long bytes = 0;
        for (Piece piece : of(date)) {
            long more = fileSystem.getFileStatus(new Path(piece.file())).getLen();
            if (!joined.isEmpty() && bytes + more > mostBytes) {
                joins.add(new Join(List.copyOf(joined), result(directory, date, joins.size())));
                joined.clear();
                bytes = 0;
            }
            joined.add(piece.file());
            bytes += more;
        }
        joins.add(new Join(List.copyOf(joined), result(directory, date, joins.size())));
        return joins;
    }
}
