package io.ordermatrix.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradingHoursTest {
    @ParameterizedTest
    @CsvSource({
        "10:00-16:00, 36000, 57600, 10:00-16:00",
        "' 09:30 - 16:00:01 ', 34200, 57601, 09:30-16:00:01",
        "00:00-24:00, 0, 86400, 00:00-24:00",
        "23:59:59-24:00, 86399, 86400, 23:59:59-24:00",
        "00:00-00:00:01, 0, 1, 00:00-00:00:01"
    })
    void areParsedAndWritten(String text, int open, int close, String written) {
        TradingHours hours = TradingHours.parse(text);
        assertThat(hours).isEqualTo(new TradingHours(open, close)).hasToString(written);
        assertThat(TradingHours.parse(hours.toString())).isEqualTo(hours);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10:00            | found 10:00, expected open-close like 10:00-16:00
            10:00-12:00-     | found 10:00-12:00-, expected open-close like 10:00-16:00
            10-16            | found 10, expected a time like 10:00
            10:00-25:00      | found 25:00, expected a time like 10:00
            24:00-24:00      | trading hours must open before they close, within one day
            16:00-10:00      | trading hours must open before they close, within one day
            10:00-10:00      | trading hours must open before they close, within one day
            """)
    void rejectInvalidTexts(String text, String problem) {
        assertThatThrownBy(() -> TradingHours.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem);
    }

    @Test
    void areWithinOneDay() {
        assertThatThrownBy(() -> new TradingHours(-1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TradingHours(0, 86_401)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void includeTheirStartAndExcludeTheirEnd() {
        TradingHours hours = new TradingHours(10, 20);
        assertThat(hours.contains(9)).isFalse();
        assertThat(hours.contains(10)).isTrue();
        assertThat(hours.contains(19)).isTrue();
        assertThat(hours.contains(20)).isFalse();
    }
}
