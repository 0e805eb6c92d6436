package dev.reprise.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AcceptTest {
    @Test
    void takesEverythingWithoutTheHeader() {
        assertThat(Accept.quality(null, "application/json")).isEqualTo(1);
        assertThat(Accept.quality(" ", "application/json")).isEqualTo(1);
    }

    @Test
    void letsTheMostSpecificRangeDecide() {
        assertThat(Accept.quality("*/*;q=0.1, application/json;q=0", "application/json"))
                .isZero();
        assertThat(Accept.quality("application/*;q=0.5, */*", "application/json"))
                .isEqualTo(0.5);
        assertThat(Accept.quality("Application/JSON ; charset=utf-8 ; q=0.7", "application/json"))
                .isEqualTo(0.7);
        assertThat(Accept.quality("text/html,application/xhtml+xml", "application/json"))
                .isZero();
    }
}
