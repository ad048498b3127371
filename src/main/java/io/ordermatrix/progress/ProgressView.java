package io.ordermatrix.progress;

import java.time.Duration;

/** Shows progress somewhere. */
interface ProgressView {
    /** How often there is something to show. */
    Duration interval();

    void show(ProgressStatus status);

    /** Shows the last status there is. */
    void end(ProgressStatus last);
}
