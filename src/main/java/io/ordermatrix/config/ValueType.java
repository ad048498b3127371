package io.ordermatrix.config;

import com.typesafe.config.ConfigValue;
import java.util.Optional;

/** How the values of a key are read, checked and written. */
interface ValueType<T> {
    /** The value, or empty if something is wrong with it, which is then among the problems under that key. */
    Optional<T> read(String key, ConfigValue value, Problems problems);

    /** The value as a text, a number, a list or a map, which {@link #read} takes again. */
    Object write(T value);
}
