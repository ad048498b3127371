/**
 * Bytes to fields: reads a byte range of a file whose fields are separated by one character, finds its rows and fields, and parses numbers.
 *
 * <p>Start with {@link io.ordermatrix.csv.ChunkReader}. It owns one big buffer, fills it from a stream, and hands out
 * {@link io.ordermatrix.csv.RowBlock blocks} of whole rows; {@link io.ordermatrix.csv.Numbers} turns the bytes of a
 * field into a number. Behind them, from the bytes up:
 *
 * <ol>
 *   <li>A {@link io.ordermatrix.csv.DelimiterKernel} marks the separators, newlines and quotes of 64 bytes as bits, and
 *       lists the positions of the bits. There are two with the same results: {@code SwarKernel} for every JVM, and
 *       {@code VectorKernel} for JVMs with a fast Vector API. {@code Kernels} chooses.
 *   <li>{@code FieldIndex} holds the positions, and knows which of them end a line.
 *   <li>{@code RowBlock} cuts the positions into rows and says what kind each row is. A row with a quote goes through
 *       {@code QuotedFields}, which unescapes it; its neighbours stay on the fast path.
 *   <li>{@link io.ordermatrix.csv.PlainIntegers} parses a column of many rows at once. {@link io.ordermatrix.csv.DigitFields} lets
 *       a kernel tell of a whole block that some fields are digits, so that they need no check, or need not be read.
 * </ol>
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A row belongs to the chunk that holds its first byte. So the chunks of a file, wherever it is cut, yield every
 *       row once.
 *   <li>A row ends at a line feed, even inside quotes, or at the end of the file. A carriage return right before that
 *       end is not part of the row; anywhere else it is data.
 *   <li>A block holds whole rows, at least one.
 *   <li>A field starts one byte after the end of the previous field, and the first field of a row one byte after the
 *       end of the previous row. So one position per delimiter is all that is stored.
 *   <li>Nothing is allocated per row or field. Buffers are reused, so a block is valid until the next one.
 *   <li>There are {@value io.ordermatrix.csv.ChunkReader#MARGIN} spare bytes before the first byte of data and after
 *       the last one, so that a kernel may read whole words. They are never taken for data.
 * </ul>
 *
 * <p>Where the time goes, for rows of 146 bytes and 29 fields on one of two busy cores with JDK 25 and AVX-512, in a profile of a
 * query that asks for five of the eleven columns of the job: copying the row into the buffer 14 ns, marking 4, listing positions 5,
 * cutting rows 3, reading or checking the eleven columns 26. With SWAR marking takes 24. {@code ChunkReaderBenchmark} measures all
 * but the last.
 *
 * <p>Nothing here knows about orders, Spark or Hadoop, and nothing is thread-safe.
 */
package io.ordermatrix.csv;
