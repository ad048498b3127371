package io.ordermatrix.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this program, which the build writes into a resource. */
public final class Version {
    private Version() {}

    public static String current() {
        try (InputStream resource = Version.class.getResourceAsStream("/io/ordermatrix/version.properties")) {
            Properties properties = new Properties();
            properties.load(resource);
            return properties.getProperty("version");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
