package io.ordermatrix.question;

import io.ordermatrix.config.ConfigKey;
import io.ordermatrix.config.ConfigKeys;
import io.ordermatrix.config.JobConfig;
import io.ordermatrix.input.InputException;
import io.ordermatrix.order.FieldFormat;
import io.ordermatrix.order.Selection;
import io.ordermatrix.order.TradingHours;
import io.ordermatrix.output.ResultFiles;
import io.ordermatrix.table.StoredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;

/**
 * A selection of events that results have.
 *
 * @param results that are asked
 * @param selection what is asked for
 * @param table where the answer is
 * @param files of this table
 */
public record Question(HeldResults results, Selection selection, Table table, List<StoredFile> files) {
    /** A table of results that answers questions. */
    public enum Table {
        /** Has every event in a group of its security, date, participant and hour. */
        CUBE,
        /** Has the events themselves. */
        ORDERS;

        /** The name in results. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Question {
        files = List.copyOf(files);
    }

    /**
     * Asks results.
     *
     * @param job the run that asks
     * @param keepOrders whether it wants the events themselves
     * @throws InputException if the results do not have what is asked for
     */
    public static Question of(HeldResults results, JobConfig job, boolean keepOrders, Configuration hadoop)
            throws IOException {
        Selection asked = job.selection();
        Selection held = results.selection();
        List<String> problems =
                new ArrayList<>(Coverage.problems(asked, held, results.fields().securities()));
        FieldFormat fields = job.feed().fields();
        compare(ConfigKeys.PRICE_DECIMALS, results.fields().priceDecimals(), fields.priceDecimals())
                .ifPresent(problems::add);
        compare(ConfigKeys.SECURITY_TYPE, results.fields().securities(), fields.securities())
                .ifPresent(problems::add);
        List<String> beyondCube = problems.isEmpty() ? beyondCube(asked, held, keepOrders) : List.of();
        if (!beyondCube.isEmpty() && results.orderColumns().isEmpty()) {
            problems.add(
                    "the results have no events, which %s needs; make them with --keep-orders, or read the CSV files"
                            .formatted(String.join(" and ", beyondCube)));
        }
        if (!problems.isEmpty()) {
            throw new InputException(problems.stream()
                    .map(problem -> results.name() + ": " + problem)
                    .toList());
        }
        Table table = beyondCube.isEmpty() ? Table.CUBE : Table.ORDERS;
        String directory = table == Table.CUBE ? ResultFiles.CUBE : ResultFiles.ORDERS;
        return new Question(results, asked, table, results.files(directory, hadoop));
    }

    private static <T> Optional<String> compare(ConfigKey<T> key, T held, T asked) {
        return held.equals(asked)
                ? Optional.empty()
                : Optional.of(
                        "%s: the results have %s, but %s is asked for".formatted(key, key.text(held), key.text(asked)));
    }

    /** What the groups of the cube can't tell. */
    private static List<String> beyondCube(Selection asked, Selection held, boolean keepOrders) {
        List<String> beyond = new ArrayList<>();
        if (keepOrders) {
            beyond.add("--keep-orders");
        }
        if (!asked.orderTypes().equals(held.orderTypes())) {
            beyond.add(ConfigKeys.ORDER_TYPES.name());
        }
        TradingHours hours = held.tradingHours().orElse(TradingHours.ALL);
        if (!hours.isCutAtHours(asked.tradingHours().orElse(TradingHours.ALL))) {
            beyond.add("%s %s".formatted(ConfigKeys.HOURS, asked.hours()));
        }
        return beyond;
    }

    /** The optional columns of their events. */
    public Set<String> orderColumns() {
        return new TreeSet<>(results.orderColumns().orElse(List.of()));
    }

    /** The size of the table. */
    public long bytes() {
        return files.stream().mapToLong(StoredFile::bytes).sum();
    }
}
