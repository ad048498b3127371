package io.ordermatrix.order;

import java.nio.charset.StandardCharsets;

/**
 * Names of securities as INTs.
 *
 * <p>A name has one to {@value #LONGEST} of the characters A to Z, 0 to 9, {@code -}, {@code .} and {@code /}. It is a
 * number to the base 40, whose digits are its characters from the left, filled with zeros to six digits; the smallest
 * INT is added. So the code follows from the name alone: every task, run and update finds the same one without asking
 * any other, and codes are in the order of their names.
 */
public final class SecurityName {
    /** The most characters of a name. */
    public static final int LONGEST = 6;
    /** Stands for no name. */
    public static final int NONE = Integer.MIN_VALUE;

    /** In the order of their bytes, so that codes have the order of names. */
    private static final String CHARACTERS = "-./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static final int BASE = CHARACTERS.length() + 1;
    /** The digit of each character, from 1; 0 for one that no name has. */
    private static final byte[] DIGITS = digits();

    private SecurityName() {}

    private static byte[] digits() {
        byte[] digits = new byte[1 << Byte.SIZE];
        for (int at = 0; at < CHARACTERS.length(); at++) {
            digits[CHARACTERS.charAt(at)] = (byte) (at + 1);
        }
        return digits;
    }

    /**
     * The code of a name.
     *
     * @param start the first byte of the name
     * @param end after its last byte
     * @return {@link #NONE} if that is not a name
     */
    public static int code(byte[] bytes, int start, int end) {
        if (end - start > LONGEST || end <= start) {
            return NONE;
        }
        long number = 0;
        for (int at = start; at < end; at++) {
            int digit = DIGITS[bytes[at] & 0xFF];
            if (digit == 0) {
                return NONE;
            }
            number = number * BASE + digit;
        }
        for (int length = end - start; length < LONGEST; length++) {
            number *= BASE;
        }
        return (int) (number + Integer.MIN_VALUE);
    }

    /** Whether all characters are those of names; there may be too many of them. */
    public static boolean hasNameCharacters(byte[] bytes, int start, int end) {
        for (int at = start; at < end; at++) {
            if (DIGITS[bytes[at] & 0xFF] == 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * The code of a name.
     *
     * @throws IllegalArgumentException with what was found and what was expected
     */
    public static int code(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int code = code(bytes, 0, bytes.length);
        if (code == NONE) {
            throw new IllegalArgumentException(
                    "found %s, expected a name of one to six of the characters A to Z, 0 to 9, - . /"
                            .formatted(name.isBlank() ? "nothing" : name));
        }
        return code;
    }

    /** The name with a code. */
    public static String of(int code) {
        StringBuilder name = new StringBuilder();
        for (long number = (long) code - Integer.MIN_VALUE; number > 0; number /= BASE) {
            int digit = (int) (number % BASE);
            if (digit > 0) {
                name.append(CHARACTERS.charAt(digit - 1));
            }
        }
        return name.reverse().toString();
    }
}
