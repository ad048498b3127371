package io.ordermatrix.input;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A file that is not text in UTF-8, as its first bytes say.
 *
 * @param start its first bytes, as Latin-1
 * @param description what was found and what was expected
 */
record OtherFormat(String start, String description) {
    private static final String UTF_16 =
            "text in UTF-16, expected UTF-8: convert it, for example by iconv -f UTF-16 -t UTF-8";
    private static final String COMPRESSED = ", expected plain text: give the file the suffix %s, by which it is known";

    private static final List<OtherFormat> KNOWN = List.of(
            new OtherFormat("\u00FF\u00FE", UTF_16),
            new OtherFormat("\u00FE\u00FF", UTF_16),
            new OtherFormat(
                    "PK\u0003\u0004",
                    "a zip archive, expected CSV, plain or compressed by gzip, bzip2 or zstd: unpack it"),
            new OtherFormat("PAR1", "a Parquet file, expected CSV"),
            new OtherFormat("\u001F\u008B", "data compressed by gzip" + COMPRESSED.formatted(".gz")),
            new OtherFormat("BZh", "data compressed by bzip2" + COMPRESSED.formatted(".bz2")),
            new OtherFormat("(\u00B5/\u00FD", "data compressed by zstd" + COMPRESSED.formatted(".zst")));

    private static final char NOT_IN_TEXT = '\0';

    /** What a file is, given its first line; empty if it is text. */
    static Optional<String> of(byte[] firstLine) {
        String line = new String(firstLine, StandardCharsets.ISO_8859_1);
        Optional<String> known = KNOWN.stream()
                .filter(format -> line.startsWith(format.start))
                .map(OtherFormat::description)
                .findFirst();
        return known.isPresent() || line.indexOf(NOT_IN_TEXT) < 0
                ? known
                : Optional.of("binary data, expected a header line with the names of the columns");
    }
}
