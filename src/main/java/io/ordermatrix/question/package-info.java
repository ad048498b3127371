/**
 * Results as the input of another run, which asks them a narrower question.
 *
 * <p>{@link io.ordermatrix.question.HeldResults} are what a finished run has; {@link io.ordermatrix.question.Question} says
 * whether they have all that is asked, and whether the cube is enough to answer it or the events are needed.
 */
package io.ordermatrix.question;
