package io.ordermatrix.report;

import io.ordermatrix.group.KeyNumbers;
import io.ordermatrix.output.WrittenResults;
import io.ordermatrix.parquet.ParquetNumbers;
import io.ordermatrix.report.Grain.Detail;
import io.ordermatrix.spark.SparkTasks;
import io.ordermatrix.table.StoredFile;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/** The order types of a run's lifecycles. */
final class OrderTypes {
    /** A feed has some ten; a file can have any number. */
    private static final int MOST_SHOWN = 15;

    private OrderTypes() {}

    /**
     * The order types with the most orders, these first. Runs a Spark job.
     *
     * @param results that have lifecycles
     */
    static List<Integer> busiest(JavaSparkContext spark, WrittenResults results) throws IOException {
        List<StoredFile> files = results.table(GrainTable.LIFECYCLES.directory());
        List<Map<Integer, Long>> counted = SparkTasks.forEach(spark, files, (file, attempt, hadoop) -> {
            KeyNumbers types = new KeyNumbers();
            ParquetNumbers.read(new Path(file.name()), List.of(Detail.TYPE.column()), hadoop, (columns, rows) -> {
                for (int row = 0; row < rows; row++) {
                    types.count(columns[0][row]);
                }
            });
            Map<Integer, Long> orders = new HashMap<>();
            for (int number = 0; number < types.size(); number++) {
                orders.put((int) types.key(number), (long) types.occurrences(number));
            }
            return orders;
        });
        Map<Integer, Long> orders = new HashMap<>();
        counted.forEach(part -> part.forEach((type, number) -> orders.merge(type, number, Long::sum)));
        return orders.keySet().stream()
                .sorted(Comparator.<Integer, Long>comparing(orders::get)
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_SHOWN)
                .toList();
    }
}
