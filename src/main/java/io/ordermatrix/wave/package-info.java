/**
 * The parts of a scan that are committed, one after the other, so that an interrupted run can be resumed.
 *
 * <p>A {@link io.ordermatrix.wave.Wave} is some splits of the input. The {@link io.ordermatrix.wave.WaveLedger} keeps on disk
 * which are done and what they came to; a run resumes only what has its own {@link io.ordermatrix.wave.Fingerprint}.
 */
package io.ordermatrix.wave;
