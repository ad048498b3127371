package io.ordermatrix.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.ConfigFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1024, 1024",
        "16 MiB, 16777216",
        "16MiB, 16777216",
        "400 MB, 400000000",
        "1.5 GB, 1500000000",
        "2 kB, 2000",
        "2 k, 2048",
        "3 g, 3221225472",
        "1 byte, 1",
        "2 mebibytes, 2097152",
        "2 megabytes, 2000000",
        "7 PiB, 7881299347898368"
    })
    void parsesSizesLikeTheHoconLibrary(String text, long bytes) {
        assertThat(DataSize.parse(text).bytes()).isEqualTo(bytes);
        assertThat(ConfigFactory.parseMap(Map.of("size", text)).getBytes("size"))
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "many", "16 MiBs", "-1", "1e3", "16 mb", "1,5 GB", ".5 MB", "0.5", "1.0001 kB", "9000 PiB"})
    void rejectsTextsThatAreNotWholeNumbersOfBytes(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSize.parse(text))
                .withMessageContaining("expected a size");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1, 1 B",
        "1000, 1 kB",
        "1024, 1 KiB",
        "256000000, 256 MB",
        "268435456, 256 MiB",
        "1500000000, 1500 MB",
        "2000000000, 2 GB",
        "1048577, 1048577 B",
        "9223372036854775807, 9223372036854775807 B"
    })
    void writesTheExactSize(long bytes, String text) {
        assertThat(DataSize.ofBytes(bytes)).hasToString(text);
        assertThat(DataSize.parse(text)).isEqualTo(DataSize.ofBytes(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1 kB",
        "25276514304, 25.3 GB",
        "4000000000, 4 GB",
        "1234567, 1.23 MB",
        "123456789, 123 MB",
        "200000000000, 200 GB"
    })
    void writesThreeDigits(long bytes, String text) {
        assertThat(DataSize.ofBytes(bytes).approximate()).isEqualTo(text);
    }

    @Test
    void isNeverNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> DataSize.ofBytes(-1));
    }
}
