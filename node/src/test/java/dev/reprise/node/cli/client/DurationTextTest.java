package dev.reprise.node.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationTextTest {
    private final DurationText converter = new DurationText();

    @ParameterizedTest
    @CsvSource({"0,0", "250,250", "500ms,500", "30s,30000", "5m,300000", "2h,7200000", "1d,86400000", "-1s,-1000"})
    void readsWhatPeopleWrite(String text, long millis) {
        assertThat(converter.convert(text).toMillis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "1w", "1.5s", "s", "99999999999999999999", "999999999999999999d"})
    void refusesTheRest(String text) {
        assertThatThrownBy(() -> converter.convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
