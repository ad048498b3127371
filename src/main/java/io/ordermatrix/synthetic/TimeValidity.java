package io.ordermatrix.synthetic;

/** How long an order is good for, in the feed's two notations. */
enum TimeValidity {
    REST_OF_DAY("Rest of Day", 256),
    BOUNCING("Bouncing", 0),
    CURRENT_MAX("Current Max", 1536),
    DAYS("Days", 1370),
    PURGED("Purged Rest of Day", 16640);

    private final String text;
    private final int code;

    TimeValidity(String text, int code) {
        this.text = text;
        this.code = code;
    }

    String text() {
        return text;
    }

    int code() {
        return code;
    }
}
