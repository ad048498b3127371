package io.ordermatrix.field;

import io.ordermatrix.csv.Numbers;
import io.ordermatrix.order.RejectReason.Kind;

/** Why a field can't be read as a number. */
public final class NumberProblem {
    private NumberProblem() {}

    /** The kind of reject; null for a value. */
    public static Kind of(Numbers.Outcome outcome) {
        return switch (outcome) {
            case VALUE -> null;
            case MISSING -> Kind.MISSING;
            case NOT_A_NUMBER -> Kind.NOT_A_NUMBER;
            case OVERFLOW -> Kind.OVERFLOW;
            case PRECISION -> Kind.PRECISION;
        };
    }
}
