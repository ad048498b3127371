package io.ordermatrix.synthetic;

/**
 * The terms of an order that never change.
 *
 * @param orderId 19 digits, above 2^53, unique
 * @param security the security ordered
 * @param participant the broker's number
 * @param side buy or sell
 * @param exchangeOrderType bit flags, see {@link io.ordermatrix.order.OrderColumn#EXCHANGEORDERTYPE}
 * @param preferenceOnly 0 or 2
 * @param midTick 0 for a lit order, otherwise 1 to 4
 * @param singleFillMinimumQuantity 0 to 2
 * @param minimumQuantity shares
 * @param crossingKey 0 for none
 * @param shortSell whether the shares are sold short
 * @param validity how long it is good for
 */
record OrderTerms(
        long orderId,
        Security security,
        int participant,
        Side side,
        int exchangeOrderType,
        int preferenceOnly,
        int midTick,
        int singleFillMinimumQuantity,
        int minimumQuantity,
        int crossingKey,
        boolean shortSell,
        TimeValidity validity) {}
