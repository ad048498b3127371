package io.ordermatrix.field;

import io.ordermatrix.csv.Numbers;
import io.ordermatrix.order.RejectReason.Kind;
import io.ordermatrix.order.SecurityName;

/** Reads securities that are written as names. */
final class SecurityNames implements FieldReader {
    @Override
    public long read(byte[] bytes, int start, int end) {
        int from = Trimmed.start(bytes, start, end);
        int code = SecurityName.code(bytes, from, Trimmed.end(bytes, from, end));
        return code == SecurityName.NONE ? Numbers.NONE : code;
    }

    @Override
    public Kind problem(byte[] bytes, int start, int end) {
        int from = Trimmed.start(bytes, start, end);
        int to = Trimmed.end(bytes, from, end);
        if (from == to) {
            return Kind.MISSING;
        }
        return SecurityName.hasNameCharacters(bytes, from, to) ? Kind.OVERFLOW : Kind.FORMAT;
    }
}
