package dev.reprise.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PositionTest {
    @Test
    void isReadBackFromItsText() {
        Position position = new Position(3, 999_999_999_999_999_999L);

        assertThat(position.text()).isEqualTo("3-999999999999999999");
        assertThat(Position.parse(position.text())).contains(position);
    }

    @Test
    void isNoOtherText() {
        for (String text :
                new String[] {"", "3", "3-", "-3", "3--1", "a-1", "1-a", " 1-2", "1-2 ", "1_2", "1-9223372036854775808"
                }) {
            assertThat(Position.parse(text)).as(text).isEmpty();
        }
    }
}
