package io.ordermatrix.config;

import com.typesafe.config.ConfigValue;
import java.util.Optional;

/** How the values of a key are read, checked and written. */
interface ValueType<T> {
    /** The value; empty if it is invalid, which is then reported in the problems under the key. */
    Optional<T> read(String key, ConfigValue value, Problems problems);

    /** The value as a text, a number, a list or a map, which {@link #read} can read back. */
    Object write(T value);
}
