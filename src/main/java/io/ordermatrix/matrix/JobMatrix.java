package io.ordermatrix.matrix;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.ordermatrix.order.Cell;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.Selection;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * All cells of a run, security-major.
 *
 * <p>Where a selection names securities and dates, those cells are expected, and one without events is EMPTY. Cells that
 * only the data knows (every cell of an open selection, or one on a day on which the exchange should be closed) are in
 * the matrix as well: its events add up to those that the run kept.
 *
 * @param securities expected security codes, ascending
 * @param dates expected dates, ascending
 */
public record JobMatrix(List<Integer> securities, List<LocalDate> dates) {
    private static final String SECURITY = OrderColumn.SECURITY_CODE.columnName();
    private static final String DATE = OrderColumn.TRADE_DATE.columnName();

    public JobMatrix {
        securities = List.copyOf(securities);
        dates = List.copyOf(dates);
    }

    /** The cells that a selection expects. */
    public static JobMatrix of(Selection selection, TradingCalendar calendar) {
        return new JobMatrix(selection.securities(), calendar.days(selection));
    }

    /** Whether the cells are known before the data is read. */
    public boolean isKnown() {
        return !securities.isEmpty() && !dates.isEmpty();
    }

    /** The number of expected cells; 0 where only the data knows them. */
    public long expectedCells() {
        return (long) securities.size() * dates.size();
    }

    /** The expected cells, in order. */
    public Stream<Cell> expected() {
        return securities.stream().flatMap(security -> dates.stream().map(date -> new Cell(security, date)));
    }

    /**
     * The matrix after a run.
     *
     * @param found security_code, trade_date and events of every cell that has any
     * @return security_code, trade_date, status, events, error; in one part, sorted
     */
    public Dataset<Row> fill(Dataset<Row> found) {
        SparkSession spark = found.sparkSession();
        Dataset<Row> expected = spark.createDataset(securities, Encoders.INT())
                .toDF(SECURITY)
                .crossJoin(spark.createDataset(dates, Encoders.LOCALDATE()).toDF(DATE));
        return expected.join(found, new String[] {SECURITY, DATE}, "full_outer")
                .select(
                        col(SECURITY),
                        col(DATE),
                        when(col("events").isNull(), CellStatus.EMPTY.name())
                                .otherwise(CellStatus.COMPLETED.name())
                                .as("status"),
                        coalesce(col("events"), lit(0L)).as("events"),
                        lit(null).cast(DataTypes.StringType).as("error"))
                .coalesce(1)
                .sortWithinPartitions(SECURITY, DATE);
    }
}
