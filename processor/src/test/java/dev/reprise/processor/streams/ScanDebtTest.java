package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScanDebtTest {
    private final ScanDebt debt = new ScanDebt();

    @Test
    void isTheTimeThatScansHaveTaken() {
        assertThat(debt.scanned(100, 120)).isEqualTo(20);
        assertThat(debt.scanned(120, 140))
                .as("of another partition, right after")
                .isEqualTo(40);
    }

    @Test
    void isPaidBackByTimeBetweenScans() {
        debt.scanned(100, 120);
        assertThat(debt.scanned(135, 145)).isEqualTo(15);
        assertThat(debt.scanned(1_000, 1_001)).as("no more than all of it").isEqualTo(1);
    }

    @Test
    void givesHalfTheTimeToScansAndHalfToTheRest() {
        long now = 0;
        long scanning = 0;
        for (int i = 0; i < 1_000; i++) {
            long rest = debt.scanned(now, now + 20);
            scanning += 20;
            now += 20 + rest;
        }
        assertThat(scanning * 2).isBetween(now - 40, now + 40);
    }
}
