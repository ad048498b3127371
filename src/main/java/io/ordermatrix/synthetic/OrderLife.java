package io.ordermatrix.synthetic;

import java.util.Optional;

/**
 * One order from its first event to its last.
 *
 * <p>{@code quantity = leaves + matched} after every event. As in the real feed, an order that is cancelled or expires
 * keeps its open shares; a filled one has none.
 */
final class OrderLife {
    private final OrderTerms terms;
    private int price;
    private int quantity;
    private int leaves;
    private int matched;
    private Change lastChange = Change.ADDED;

    /**
     * A new order.
     *
     * @param price in 0.001 AUD
     * @param quantity shares, at least 1
     */
    OrderLife(OrderTerms terms, int price, int quantity) {
        this.terms = terms;
        this.price = price;
        this.quantity = quantity;
        this.leaves = quantity;
    }

    /** Changes the price and the number of open shares. */
    void amend(int newPrice, int newLeaves) {
        price = newPrice;
        leaves = newLeaves;
        quantity = matched + newLeaves;
        lastChange = Change.AMENDED;
    }

    /** Trades some or all of the open shares. */
    void trade(int shares) {
        matched += shares;
        leaves -= shares;
        lastChange = Change.TRADED;
    }

    /** Ends the order; its shares stay as they are. */
    void end(Change reason) {
        lastChange = reason;
    }

    OrderTerms terms() {
        return terms;
    }

    int price() {
        return price;
    }

    int quantity() {
        return quantity;
    }

    int leaves() {
        return leaves;
    }

    int matched() {
        return matched;
    }

    Change lastChange() {
        return lastChange;
    }

    boolean isFilled() {
        return leaves == 0;
    }

    /** What has become of the order; empty while it is on the book. */
    Optional<String> outcome() {
        return isFilled() ? Optional.of("filled") : lastChange.outcome();
    }
}
