/**
 * The parts of a scan that are committed one after the other, so that an interrupted run can be resumed.
 *
 * <p>A {@link io.ordermatrix.wave.Wave} is a set of splits. The {@link io.ordermatrix.wave.WaveLedger} keeps on disk
 * which waves are finished, and their output; a run resumes only waves with its own {@link
 * io.ordermatrix.wave.Fingerprint}.
 */
package io.ordermatrix.wave;
