package io.ordermatrix.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.univocity.parsers.common.record.Record;
import io.ordermatrix.cube.Rollup;
import io.ordermatrix.output.ResultFiles;
import io.ordermatrix.output.ResultTables;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** The page's data about order flow, besides its grains: sums as text, because they can be large. */
final class FlowData {
    /** Participants by the number of their messages; the CSV file has the others. */
    private static final int SHOWN_PARTICIPANTS = 30;

    private FlowData() {}

    /** Adds the data of a run that has order flow to the document. */
    static void addTo(ObjectNode document, ResultTables tables) throws IOException {
        ObjectNode flow = document.putObject("flow");
        GrainTable.FLOW.measures().forEach(flow.putArray("measures")::add);
        add(flow.putArray("overall"), tables.rows(ResultFiles.ofFlow(Rollup.OVERALL)), List.of());
        List<Record> participants = tables.rows(ResultFiles.ofFlow(Rollup.BY_PARTICIPANT));
        List<Record> busiest = participants.stream()
                .sorted(Comparator.comparing((Record row) -> row.getLong("messages"))
                        .reversed())
                .limit(SHOWN_PARTICIPANTS)
                .toList();
        add(flow.putArray("participants"), busiest, Rollup.BY_PARTICIPANT.keys());
        flow.put("moreParticipants", participants.size() - busiest.size());
    }

    private static void add(ArrayNode rows, List<Record> records, List<String> keys) {
        for (Record row : records) {
            ObjectNode values = rows.addObject();
            keys.forEach(name -> values.put(name, row.getString(name)));
            GrainTable.FLOW.measures().forEach(name -> values.put(name, row.getString(name)));
        }
    }
}
