package io.ordermatrix.cli;

import io.ordermatrix.run.Interruption;
import java.util.List;
import org.apache.spark.util.SignalUtils;
import scala.Function0;
import scala.runtime.AbstractFunction0;

/** Turns Ctrl-C and SIGTERM into a request to stop the run; a second signal ends the program as usual. */
final class StopSignals {
    private static final List<String> NAMES = List.of("INT", "TERM");

    private StopSignals() {}

    static void interrupt(Interruption interruption) {
        Function0<Object> handler = new AbstractFunction0<>() {
            @Override
            public Object apply() {
                boolean first = !interruption.isRequested();
                interruption.request();
                return first;
            }
        };
        NAMES.forEach(name -> SignalUtils.register(name, handler));
    }
}
