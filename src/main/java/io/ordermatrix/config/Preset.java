package io.ordermatrix.config;

/** The machine that the derived settings are made for. */
public enum Preset {
    /** The machine that the job runs on. */
    AUTO,
    LAPTOP,
    WORKSTATION,
    SERVER
}
