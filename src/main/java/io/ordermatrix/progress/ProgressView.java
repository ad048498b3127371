package io.ordermatrix.progress;

import java.time.Duration;

/** Shows progress somewhere. */
interface ProgressView {
    /** How often the view is updated. */
    Duration interval();

    void show(ProgressStatus status);

    /** Shows the final status. */
    void end(ProgressStatus last);
}
