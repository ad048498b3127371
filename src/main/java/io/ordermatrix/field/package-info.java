/**
 * Fields whose text is not a plain number: timestamps in other units or as text, names of securities, words for sides.
 *
 * <p>A {@link io.ordermatrix.field.FieldReader} turns the bytes of one field into the number that results have; {@link
 * io.ordermatrix.field.ValidText} replaces bytes of texts that are not UTF-8.
 */
package io.ordermatrix.field;
