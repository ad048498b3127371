/**
 * The command line: parses arguments, calls the packages that do the work, prints the output for people, and turns
 * every failure into one clear line and an exit status. Nothing else in the program prints.
 *
 * <p>{@link io.ordermatrix.cli.OrderMatrixCommand} is the parent of all commands; {@link io.ordermatrix.cli.JobOptions}
 * are the options that describe a job, {@link io.ordermatrix.cli.PreparedJob} is the job as it would run on this
 * machine.
 */
package io.ordermatrix.cli;
