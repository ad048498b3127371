package io.ordermatrix.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowWriterTest {
    /** Numbers around every power of ten. */
    static LongStream numbers() {
        LongStream around = LongStream.iterate(1, power -> power * 10)
                .limit(19)
                .flatMap(power -> LongStream.of(power - 1, power, power + 1, power * 9 - 1));
        return LongStream.concat(around, LongStream.of(Integer.MAX_VALUE, 1L + Integer.MAX_VALUE, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void writesNumbersOfAnyLength(long number) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        RowWriter writer = new RowWriter(output);
        Security security = new Security(7, new FeedRandom(1));
        OrderTerms terms =
                new OrderTerms(number, security, 69, Side.SELL, 4098, 2, 4, 1, 5, 9, true, TimeValidity.CURRENT_MAX);

        writer.writeEvent(new OrderLife(terms, 3_500, 120), number, number);
        writer.finish();

        String noQuotes = "-9223372036854775808,".repeat(4);
        assertThat(output.toString(StandardCharsets.UTF_8))
                .isEqualTo("%1$d,3,%1$d,7,3500,2,6,1,120,120,1,4098,%2$s69,2,4,1,5,%1$d,9,0,120,0,Current Max,1,1536\n"
                        .formatted(number, noQuotes));
        assertThat(writer.bytes()).isEqualTo(output.size());
    }
}
