/**
 * The configuration of a job: read from several sources, validated, and passed on as records.
 *
 * <p>Start with {@link io.ordermatrix.config.ConfigKeys}, the list of all keys with their types, defaults and meanings.
 * {@link io.ordermatrix.config.ConfigLoader} combines the command line, properties and a file, in this order of
 * precedence, into a {@link io.ordermatrix.config.LoadedConfig}: the {@link io.ordermatrix.config.JobConfig} and the
 * origin of each of its values. All problems are reported in one {@link io.ordermatrix.config.ConfigException}, a line
 * each. {@link io.ordermatrix.config.ConfigText} writes a configuration so that it loads as an equal one.
 *
 * <p>Internally, a {@code Layer} has the values of one source, a {@code Resolver} picks the layer that wins, and a
 * {@code ValueType} reads and writes the values of a key. The HOCON library is used only in this package.
 */
package io.ordermatrix.config;
