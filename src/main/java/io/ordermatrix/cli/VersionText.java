package io.ordermatrix.cli;

import io.ordermatrix.run.Version;
import picocli.CommandLine.IVersionProvider;

final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"ordermatrix " + Version.current()};
    }
}
