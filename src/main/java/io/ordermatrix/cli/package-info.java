/**
 * The command line: reads arguments, calls the packages that do the work, prints what people read, and turns every
 * failure into one clear line and an exit status. Nothing else in the program prints.
 *
 * <p>{@link io.ordermatrix.cli.OrderMatrixCommand} has the commands below it; {@link io.ordermatrix.cli.JobOptions} are
 * the options that describe a job, {@link io.ordermatrix.cli.PreparedJob} what they come to on this machine.
 */
package io.ordermatrix.cli;
