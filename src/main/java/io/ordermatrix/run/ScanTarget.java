package io.ordermatrix.run;

import io.ordermatrix.config.OnError;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.order.Selection;
import io.ordermatrix.wave.Fingerprint;
import java.util.List;

/**
 * What a {@link WaveScan} reads.
 *
 * @param selection which rows it keeps
 * @param fingerprint only a scan with the same one resumes it
 * @param onError what to do with a file that can't be read
 */
record ScanTarget(List<InputFile> files, Selection selection, Fingerprint fingerprint, OnError onError) {
    ScanTarget {
        files = List.copyOf(files);
    }
}
