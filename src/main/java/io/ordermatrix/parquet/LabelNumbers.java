package io.ordermatrix.parquet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/**
 * Labels as their numbers in a dictionary that has all of them.
 *
 * <p>Dictionary and numbers go by the same name of an encoding, the older one that all readers know. With the two newer names
 * a column has two encodings, whose order in the footer differs from one JVM to another.
 */
final class LabelNumbers extends HybridValues {
    private final List<Binary> labels;

    /**
     * @param labels at most 128, by their numbers
     */
    LabelNumbers(List<String> labels) {
        super(width(labels));
        this.labels = labels.stream()
                .map(label -> Binary.fromConstantByteArray(label.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static int width(List<String> labels) {
        return BytesUtils.getWidthFromMaxInt(labels.size() - 1);
    }

    @Override
    void describe(Statistics<?> statistics) {
        int[] occurrences = occurrences();
        for (int label = 0; label < labels.size(); label++) {
            if (occurrences[label] > 0) {
                statistics.updateStats(labels.get(label));
            }
        }
    }

    @Override
    long textBytes() {
        int[] occurrences = occurrences();
        long bytes = 0;
        for (int label = 0; label < labels.size(); label++) {
            bytes += (long) occurrences[label] * labels.get(label).length();
        }
        return bytes;
    }

    @Override
    public BytesInput getBytes() {
        return BytesInput.concat(BytesInput.fromUnsignedVarInt(width()), BytesInput.from(encode()));
    }

    @Override
    @SuppressWarnings("deprecation") // deprecated is the name of the encoding, for which see above
    public Encoding getEncoding() {
        return Encoding.PLAIN_DICTIONARY;
    }

    @Override
    public DictionaryPage toDictPageAndClose() {
        List<BytesInput> page = labels.stream()
                .map(label ->
                        BytesInput.concat(BytesInput.fromInt(label.length()), BytesInput.from(label.getBytesUnsafe())))
                .toList();
        return new DictionaryPage(BytesInput.concat(page), labels.size(), getEncoding());
    }
}
