package io.ordermatrix.hardware;

import io.ordermatrix.config.ConfigKeys;
import io.ordermatrix.config.LoadedConfig;
import io.ordermatrix.units.DataSize;

/**
 * The properties of a machine that a job is planned for.
 *
 * @param origin where this comes from, for people
 */
record Machine(int cores, DataSize memory, String origin) {
    /** The machine of the preset: one of three, or the detected one. */
    static Machine of(HardwareProfile detected, LoadedConfig config) {
        return switch (config.job().preset()) {
            case AUTO -> new Machine(detected.cores(), detected.memory(), "this machine (" + detected.summary() + ")");
            case LAPTOP -> new Machine(2, DataSize.ofGigabytes(4), origin("laptop", config));
            case WORKSTATION -> new Machine(8, DataSize.ofGigabytes(16), origin("workstation", config));
            case SERVER -> new Machine(32, DataSize.ofGigabytes(256), origin("server", config));
        };
    }

    private static String origin(String preset, LoadedConfig config) {
        return "preset " + preset + " (" + config.origin(ConfigKeys.PRESET) + ")";
    }
}
