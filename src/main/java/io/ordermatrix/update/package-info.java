/**
 * What has changed in an input since results were made from it, and which dates of the results follow from that.
 *
 * <p>{@link io.ordermatrix.update.EarlierResults} are compared with the files that there are now, which gives {@link
 * io.ordermatrix.update.Changes}. Once the new files have been scanned, a {@link io.ordermatrix.update.Revision} says which
 * dates are taken over, which get more rows and which have to be computed again.
 */
package io.ordermatrix.update;
