package dev.reprise.processor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeterTest {
    @Test
    void haveNamesOfTheirOwn() {
        assertThat(Arrays.stream(Meter.values()).map(Meter::meterName)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Meter.class)
    void sayWhatTheyMeasure(Meter meter) {
        assertThat(meter.meterName()).matches("reprise(\\.[a-z]+)+");
        assertThat(meter.help()).endsWith(".");
        assertThat(meter.unit()).isNotBlank();
        assertThat(meter.tags()).allMatch(tag -> tag.matches("[a-z]+"));
    }
}
