/**
 * Bytes to fields: reads a byte range of a comma-separated file, finds its rows and fields, and parses numbers.
 *
 * <p>Start with {@link io.ordermatrix.csv.ChunkReader}. It owns one big buffer, fills it from a stream, and hands out
 * {@link io.ordermatrix.csv.RowBlock blocks} of whole rows; {@link io.ordermatrix.csv.Numbers} turns the bytes of a
 * field into a number. Behind them, from the bytes up:
 *
 * <ol>
 *   <li>A {@link io.ordermatrix.csv.DelimiterKernel} marks the commas, newlines and quotes of 64 bytes as bits, and lists
 *       the positions of the bits. There are two, of the same meaning: {@code SwarKernel} for every JVM, and {@code
 *       VectorKernel} for those that have the Vector API and are fast at it. {@code Kernels} chooses.
 *   <li>{@code FieldIndex} holds the positions, and knows which of them end a line.
 *   <li>{@code RowBlock} cuts the positions into rows and says what each row is. A row with a quote goes through
 *       {@code QuotedFields}, which unescapes it; its neighbours stay on the fast path.
 * </ol>
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A row belongs to the chunk that holds its first byte. So the chunks of a file, cut anywhere, give every row once.
 *   <li>A row ends at a line feed or at the end of the file, inside quotes too. A carriage return right before that end
 *       is not part of the row; anywhere else it is data.
 *   <li>A block begins at the start of a row and holds whole rows, at least one.
 *   <li>A field starts one byte after the end of the field before it, the first field of a row after the end of the row
 *       before. One position per delimiter is all there is.
 *   <li>Nothing is allocated per row or field. Buffers are reused, so what a block says holds until the next block.
 *   <li>Before the first data byte and after the last one there is room, {@value io.ordermatrix.csv.ChunkReader#MARGIN}
 *       bytes, so that a kernel may read whole words. What lies there is never looked at as data.
 * </ul>
 *
 * <p>Where the time goes, for rows of 156 bytes and 30 fields on one core with JDK 25: copying the row into the buffer 4
 * ns, marking 7, listing positions 20, cutting rows 2, parsing the eleven columns of the job 50. With SWAR on JDK 17
 * marking takes 49. What {@code ChunkReaderBenchmark} measures is the sum.
 *
 * <p>Nothing here knows orders, Spark or Hadoop, and nothing is safe for several threads at once.
 */
package io.ordermatrix.csv;
