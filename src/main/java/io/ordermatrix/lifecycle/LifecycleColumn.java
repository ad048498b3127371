package io.ordermatrix.lifecycle;

import io.ordermatrix.order.ColumnType;
import java.util.Locale;

/** A column of lifecycles that is not a key, in the order of the results. */
enum LifecycleColumn {
    PARTICIPANTID(ColumnType.INT),
    SIDE(ColumnType.TINYINT),
    EXCHANGEORDERTYPE(ColumnType.SMALLINT),
    /** 1 or 0; null if the files do not say it. */
    ENTERED(ColumnType.TINYINT),
    FIRST_TIMESTAMP(ColumnType.BIGINT),
    LAST_TIMESTAMP(ColumnType.BIGINT),
    ENTRY_PRICE(ColumnType.INT),
    ENTRY_QUANTITY(ColumnType.INT),
    LAST_PRICE(ColumnType.INT),
    LAST_QUANTITY(ColumnType.INT),
    EVENTS(ColumnType.BIGINT),
    /** Null if the files do not say it. */
    AMENDMENTS(ColumnType.BIGINT),
    /** The quantity after each amendment, added up; null if the files do not say it. */
    AMENDED_QUANTITY(ColumnType.BIGINT),
    /** Null without an amendment. */
    FIRST_AMENDMENT_TIMESTAMP(ColumnType.BIGINT),
    FILLS(ColumnType.BIGINT),
    MATCHED_QUANTITY(ColumnType.BIGINT),
    LEAVES_QUANTITY(ColumnType.INT),
    /** Of all days. */
    TOTAL_MATCHED_QUANTITY(ColumnType.BIGINT),
    /** Null without a fill. */
    FIRST_FILL_TIMESTAMP(ColumnType.BIGINT),
    LAST_FILL_TIMESTAMP(ColumnType.BIGINT),
    /** The label of an {@link Outcome}; in memory its number. */
    OUTCOME(ColumnType.STRING),
    /** Null for none. */
    ENTRY_BID(ColumnType.BIGINT),
    ENTRY_OFFER(ColumnType.BIGINT),
    ENTRY_NATIONAL_BID(ColumnType.BIGINT),
    ENTRY_NATIONAL_OFFER(ColumnType.BIGINT),
    /** The label of an {@link Aggressiveness}; in memory its number. */
    AGGRESSIVENESS(ColumnType.STRING);

    private final ColumnType type;

    LifecycleColumn(ColumnType type) {
        this.type = type;
    }

    ColumnType type() {
        return type;
    }

    /** The name in results. */
    String columnName() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isOptional() {
        return switch (this) {
            case ENTERED,
                    AMENDMENTS,
                    AMENDED_QUANTITY,
                    FIRST_AMENDMENT_TIMESTAMP,
                    FIRST_FILL_TIMESTAMP,
                    LAST_FILL_TIMESTAMP,
                    ENTRY_BID,
                    ENTRY_OFFER,
                    ENTRY_NATIONAL_BID,
                    ENTRY_NATIONAL_OFFER -> true;
            default -> false;
        };
    }
}
