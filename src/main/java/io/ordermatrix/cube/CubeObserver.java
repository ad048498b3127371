package io.ordermatrix.cube;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.Groups;
import io.ordermatrix.table.RowObserver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects the rollups and the cuts of a cube as it is written or read, each task those of its rows. */
final class CubeObserver implements RowObserver {
    private static final GroupLayout LAYOUT = OrderCube.GROUPING.layout();

    private final Rollups rollups = Rollups.empty();
    private final EventCuts cuts = new EventCuts();
    private final CubeRow row = new CubeRow();

    @Override
    public void see(Groups rows) {
        for (int group = rows.from(); group < rows.to(); group++) {
            row.read(LAYOUT, rows.columns(), group);
            rollups.add(row);
        }
        cuts.add(rows);
    }

    Rollups rollups() {
        return rollups;
    }

    @Override
    public Map<String, String> facts() throws IOException {
        return FiledRollups.facts(rollups);
    }

    @Override
    public byte[] result() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        List<EventCut> all = cuts.end();
        out.writeInt(all.size());
        for (EventCut cut : all) {
            out.writeInt(cut.date());
            out.writeInt(cut.security());
            out.writeInt(cut.hour());
            out.writeInt(cut.part());
            out.writeInt(cut.parts());
        }
        rollups.write(out);
        return bytes.toByteArray();
    }

    /** Adds up the results of all tasks. */
    static WrittenCube sum(List<byte[]> all) throws IOException {
        Deque<byte[]> parts = new ArrayDeque<>(all);
        SortedSet<EventCut> cuts = new TreeSet<>();
        Rollups rollups = Rollups.empty();
        while (!parts.isEmpty()) {
            // Each is released once it has been added: together they are as large as their sum.
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(parts.poll()));
            int count = in.readInt();
            for (int cut = 0; cut < count; cut++) {
                cuts.add(new EventCut(in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt()));
            }
            rollups.add(Rollups.read(in));
        }
        return new WrittenCube(rollups, List.copyOf(cuts));
    }
}
