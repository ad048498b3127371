/**
 * What a user tells a job: read from several places, checked, and handed on as records.
 *
 * <p>Start with {@link io.ordermatrix.config.ConfigKeys}, the one list of keys with their types, defaults and meanings.
 * {@link io.ordermatrix.config.ConfigLoader} takes the command line, properties and a file, in this order of precedence,
 * and makes a {@link io.ordermatrix.config.LoadedConfig}: the {@link io.ordermatrix.config.JobConfig} and the origin of
 * each of its values. What is wrong comes as one {@link io.ordermatrix.config.ConfigException} with a line for every
 * problem. {@link io.ordermatrix.config.ConfigText} writes a configuration that loads as an equal one.
 *
 * <p>Inside, a {@code Layer} is what one place says, a {@code Resolver} picks the layer that counts, and a
 * {@code ValueType} reads and writes the values of a key. The library for HOCON does not leave this package.
 */
package io.ordermatrix.config;
