package io.ordermatrix.synthetic;

import java.util.stream.IntStream;

/** Decides what happens next, and to which order of which security and participant. */
final class OrderFlow {
    private static final double SECURITY_EXPONENT = 1.1;
    private static final double PARTICIPANT_EXPONENT = 1.0;

    private static final int NEWEST_PERCENT = 40;
    private static final int AMENDED_PERCENT = 25;
    private static final int TRADED_PERCENT = 35;
    private static final int FILLED_PERCENT = 60;
    private static final int ONE_IN_PURGED = 200;

    private static final int LIT = 0;
    private static final int BLOCK = 64;
    private static final int ANY_PRICE_BLOCK = 256;
    private static final int SWEEP = 2048;
    private static final int CENTRE_POINT = 4096;
    private static final int CENTRE_POINT_LIMIT = 4098;

    /** Order ids count up from here, in one series for each of the exchange's entry points. */
    private final long[] lastOrderIds = {
        7_901_232_681_960_000_000L, 7_904_398_175_930_000_000L, 7_904_794_000_120_000_000L
    };

    private final FeedRandom random;
    private final Security[] securities;
    private final int[] participants;
    private final ZipfLaw securityLaw;
    private final ZipfLaw participantLaw;
    private final LiveOrders live = new LiveOrders();

    OrderFlow(int securityCount, int participantCount, FeedRandom random) {
        this.random = random;
        securities = IntStream.range(0, securityCount)
                .mapToObj(rank -> new Security(securityCode(rank), random))
                .toArray(Security[]::new);
        participants = IntStream.range(0, participantCount)
                .map(rank -> participantNumber(rank, participantCount))
                .toArray();
        securityLaw = new ZipfLaw(securityCount, SECURITY_EXPONENT);
        participantLaw = new ZipfLaw(participantCount, PARTICIPANT_EXPONENT);
    }

    /** Distinct for 150,001 ranks, with no pattern by rank; 110621 is the most active security. */
    static int securityCode(int rank) {
        return (int) (70_001 + (40_620 + 7_919L * rank) % 150_001);
    }

    /**
     * Distinct, with no pattern by rank; 69 is the most active participant, which the shipped configuration selects.
     */
    static int participantNumber(int rank, int participantCount) {
        int step = 37;
        int range = Math.max(151, participantCount);
        int coprime = range % step == 0 ? range + 1 : range;
        return 1 + (68 + step * rank) % coprime;
    }

    void startDay(long events) {
        live.startDay(events);
        for (Security security : securities) {
            security.startDay();
        }
    }

    /**
     * Makes the next event happen.
     *
     * @param eventsLeft events of the day from this one on; one is reserved for the end of each live order, so that no
     *     order outlives its day (except the last, if no event is left for it)
     * @return the order in its state after the event
     */
    OrderLife next(MarketPhase phase, long eventsLeft) {
        int count = live.count();
        OrderLife order;
        if (count == 0) {
            order = addOrder();
        } else if (count == eventsLeft) {
            order = end(count - 1, random.oneIn(ONE_IN_PURGED) ? Change.PURGED : Change.EXPIRED);
        } else if (count + 2 <= eventsLeft && !live.isFull() && random.percent(phase.addedPercent())) {
            order = addOrder();
        } else {
            order = advance(random.percent(NEWEST_PERCENT) ? count - 1 : random.below(count), phase);
        }
        order.terms().security().move(phase, random);
        return order;
    }

    private OrderLife advance(int position, MarketPhase phase) {
        int chance = random.below(100);
        if (chance < AMENDED_PERCENT) {
            OrderLife order = live.at(position);
            OrderTerms terms = order.terms();
            boolean newQuantity = random.oneIn(2);
            boolean newPrice = !newQuantity || random.oneIn(2);
            order.amend(
                    newPrice ? terms.security().limitPrice(terms.side(), random) : order.price(),
                    newQuantity ? newLeaves(order) : order.leaves());
            return order;
        }
        if (phase.isTrading() && chance < AMENDED_PERCENT + TRADED_PERCENT) {
            return trade(position);
        }
        return end(position, Change.CANCELLED);
    }

    /**
     * The new number of open shares, such that the quantity of an order stays plausible even after many amendments and
     * trades.
     */
    private int newLeaves(OrderLife order) {
        int drawn = order.terms().security().orderQuantity(random);
        return Math.min(drawn, Security.LARGEST_QUANTITY - order.matched());
    }

    private OrderLife trade(int position) {
        OrderLife order = live.at(position);
        boolean all = random.percent(FILLED_PERCENT);
        order.trade(all ? order.leaves() : 1 + random.below(order.leaves()));
        if (order.isFilled()) {
            live.remove(position);
        }
        return order;
    }

    private OrderLife end(int position, Change reason) {
        OrderLife order = live.at(position);
        order.end(reason);
        live.remove(position);
        return order;
    }

    private OrderLife addOrder() {
        Security security = securities[securityLaw.draw(random)];
        int participantRank = participantLaw.draw(random);
        int quantity = security.orderQuantity(random);
        Side side = random.oneIn(2) ? Side.BUY : Side.SELL;
        OrderLife order = new OrderLife(
                drawTerms(security, participantRank, side, quantity), security.limitPrice(side, random), quantity);
        live.add(order);
        return order;
    }

    private OrderTerms drawTerms(Security security, int participantRank, Side side, int quantity) {
        int type = drawType();
        boolean preferenceOnly = type >= SWEEP && random.percent(73);
        boolean minimum = type >= CENTRE_POINT && random.percent(10);
        boolean crossing = type >= SWEEP && random.percent(85);
        return new OrderTerms(
                nextOrderId(participantRank),
                security,
                participants[participantRank],
                side,
                type,
                preferenceOnly ? 2 : 0,
                drawMidTick(type),
                preferenceOnly ? 2 : random.below(2),
                minimum ? 1 + random.below(quantity) : 0,
                crossing ? crossingKey(participantRank) : 0,
                side == Side.SELL && random.percent(3),
                drawValidity());
    }

    private long nextOrderId(int participantRank) {
        int series = participantRank % lastOrderIds.length;
        lastOrderIds[series] += 1 + random.below(64);
        return lastOrderIds[series];
    }

    private int drawType() {
        int chance = random.below(100);
        if (chance < 52) {
            return LIT;
        }
        if (chance < 74) {
            return SWEEP;
        }
        if (chance < 92) {
            return CENTRE_POINT;
        }
        if (chance < 97) {
            return BLOCK;
        }
        return chance < 98 ? ANY_PRICE_BLOCK : CENTRE_POINT_LIMIT;
    }

    private int drawMidTick(int type) {
        if (type == LIT) {
            return 0;
        }
        if (type == SWEEP) {
            return 2;
        }
        return random.percent(80) ? 1 : 2 + random.below(3);
    }

    /** One key per participant, with one to nine digits. */
    private static int crossingKey(int participantRank) {
        return 1 + (int) (participantRank * 20_302_297L % 999_970_000);
    }

    private TimeValidity drawValidity() {
        int chance = random.below(1000);
        if (chance < 820) {
            return TimeValidity.REST_OF_DAY;
        }
        if (chance < 990) {
            return TimeValidity.BOUNCING;
        }
        return chance < 998 ? TimeValidity.CURRENT_MAX : TimeValidity.DAYS;
    }
}
