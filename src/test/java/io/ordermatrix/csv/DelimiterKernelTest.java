package io.ordermatrix.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DelimiterKernelTest {
    private static final int WORD_COUNT = 3;

    static Stream<DelimiterKernel> kernels() {
        return ChunkReaderTest.kernels();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void marksEveryByteCorrectlyNextToAnyOther(DelimiterKernel kernel) {
        for (byte neighbour :
                new byte[] {0, '0', ',', ';', '\t', '\n', '"', ' ', '-', (byte) 0x7F, (byte) 0x80, (byte) 0xFF}) {
            byte[] bytes = new byte[DelimiterKernel.WORD];
            for (int value = 0; value < 256; value++) {
                for (int place = 0; place < bytes.length; place++) {
                    Arrays.fill(bytes, neighbour);
                    bytes[place] = (byte) value;
                    assertMarked(kernel, bytes, 0, 1);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void marksAndListsRandomBytesFromAnyPosition(DelimiterKernel kernel) {
        Random random = new Random(7);
        byte[] bytes = new byte[DelimiterKernel.WORD * (WORD_COUNT + 1)];
        for (int i = 0; i < 5000; i++) {
            int share = random.nextInt(101);
            for (int j = 0; j < bytes.length; j++) {
                boolean delimiter = random.nextInt(100) < share;
                bytes[j] = (byte) (delimiter ? delimiters(kernel).charAt(random.nextInt(6)) : random.nextInt(256));
            }
            assertMarked(kernel, bytes, random.nextInt(DelimiterKernel.WORD), WORD_COUNT);
        }
    }

    private static String delimiters(DelimiterKernel kernel) {
        return Character.toString(kernel.separator()).repeat(4) + "\n\"";
    }

    private static void assertMarked(DelimiterKernel kernel, byte[] bytes, int from, int count) {
        int before = 2;
        long[] bits = new long[before + count * DelimiterKernel.WORDS];
        long quotes = kernel.mark(bytes, from, count, bits, before);
        long[] expected = new long[bits.length];
        for (int i = 0; i < count * DelimiterKernel.WORD; i++) {
            int word = before + i / DelimiterKernel.WORD * DelimiterKernel.WORDS;
            byte value = bytes[from + i];
            expected[word] |= value == kernel.separator() || value == '\n' ? 1L << i : 0;
            expected[word + 1] |= value == '\n' ? 1L << i : 0;
            expected[word + 2] |= value == '"' ? 1L << i : 0;
        }
        assertThat(bits).isEqualTo(expected);

        int[] wanted = IntStream.range(from, from + count * DelimiterKernel.WORD)
                .filter(i -> bytes[i] == kernel.separator() || bytes[i] == '\n')
                .toArray();
        int[] positions = new int[1 + count * DelimiterKernel.WORD + DelimiterKernel.NOISE];
        int end = kernel.list(bits, before, bits.length, from, positions, 1);
        assertThat(Arrays.copyOfRange(positions, 1, end)).isEqualTo(wanted);

        boolean anyQuote =
                IntStream.range(from, from + count * DelimiterKernel.WORD).anyMatch(i -> bytes[i] == '"');
        assertThat(quotes != 0).isEqualTo(anyQuote);
    }
}
