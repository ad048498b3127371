package io.ordermatrix.synthetic;

import java.io.IOException;
import java.io.OutputStream;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes order-event feeds in the exchange's format. The same settings give the same bytes. */
public final class OrderGenerator {
    /**
     * The exchange also numbers events that it does not write into files, so that its numbers increase by 1 to this
     * many.
     */
    private static final int LARGEST_SEQUENCE_STEP = 16;

    private static final int DAMAGED_PER_ODD = 4;

    private final FeedSettings settings;
    private static final String OPEN = "open";

    private final IntradayProfile profile = new IntradayProfile();

    public OrderGenerator(FeedSettings settings) {
        this.settings = Objects.requireNonNull(settings);
    }

    /**
     * Writes the feed: a header of 29 columns, then {@link FeedSettings#rows()} rows in the order of their timestamps,
     * UTF-8 with LF at the end of every line.
     *
     * @param output need not be buffered; is flushed and left open
     * @throws IOException if the stream throws it; the feed is then incomplete
     */
    public GeneratedFeed writeTo(OutputStream output) throws IOException {
        FeedRandom random = new FeedRandom(settings.seed());
        Feed feed = new Feed(new RowWriter(output), random);
        feed.write();
        return new GeneratedFeed(settings.rows(), feed.writer.bytes(), feed.damage.counts(), feed.outcomes());
    }

    /** One feed as it is written. */
    private final class Feed {
        private final RowWriter writer;
        private final OrderFlow flow;
        private final FeedRandom times;
        private final FeedRandom sequences;
        private final RowDamage damage = new RowDamage();
        private final RowOddity oddity = new RowOddity();
        private final SpreadRows damagedRows;
        private final SpreadRows oddRows;
        private final SortedMap<String, Long> ended = new TreeMap<>();
        private long orders;
        private long row;

        Feed(RowWriter writer, FeedRandom random) {
            this.writer = writer;
            // Each has its own generator, so that damage does not change the rows around it.
            this.flow = new OrderFlow(settings.securities(), settings.participants(), random.split());
            this.times = random.split();
            this.sequences = random.split();
            long rows = settings.rows();
            long damaged = Math.min(rows, Math.round(rows * settings.corruptShare()));
            this.damagedRows = new SpreadRows(rows, damaged, random.split());
            this.oddRows = new SpreadRows(rows, damaged / DAMAGED_PER_ODD, random.split());
        }

        void write() throws IOException {
            writer.writeHeader();
            long perDate = settings.rows() / settings.dates();
            long longerDates = settings.rows() % settings.dates();
            LocalDate date = weekdayFrom(settings.firstDate());
            for (int index = 0; index < settings.dates(); index++) {
                writeDay(date, index < longerDates ? perDate + 1 : perDate);
                date = weekdayFrom(date.plusDays(1));
            }
            writer.finish();
        }

        private void writeDay(LocalDate date, long events) throws IOException {
            TradingDay day = new TradingDay(date, events, profile, times);
            flow.startDay(events);
            long sequence = 0;
            while (!day.isOver()) {
                long eventsLeft = day.eventsLeft();
                long timestamp = day.advance();
                sequence += 1 + sequences.below(LARGEST_SEQUENCE_STEP);
                OrderLife order = flow.next(day.phase(), eventsLeft);
                writer.writeEvent(order, timestamp, sequence);
                count(order);
                rewriteIfChosen();
                row++;
            }
        }

        private void count(OrderLife order) {
            if (order.lastChange() == Change.ADDED) {
                orders++;
            }
            order.outcome().ifPresent(outcome -> ended.merge(outcome, 1L, Long::sum));
        }

        private SortedMap<String, Long> outcomes() {
            SortedMap<String, Long> outcomes = new TreeMap<>(ended);
            long open =
                    orders - ended.values().stream().mapToLong(Long::longValue).sum();
            if (open > 0) {
                outcomes.put(OPEN, open);
            }
            return outcomes;
        }

        private void rewriteIfChosen() {
            boolean damaged = damagedRows.takes(row);
            boolean odd = oddRows.takes(row);
            if (damaged) {
                writer.replaceLastRow(damage.damage(writer.lastRow()));
            } else if (odd) {
                writer.replaceLastRow(oddity.write(writer.lastRow()));
            }
        }
    }

    private static LocalDate weekdayFrom(LocalDate date) {
        LocalDate weekday = date;
        while (weekday.getDayOfWeek() == DayOfWeek.SATURDAY || weekday.getDayOfWeek() == DayOfWeek.SUNDAY) {
            weekday = weekday.plusDays(1);
        }
        return weekday;
    }
}
