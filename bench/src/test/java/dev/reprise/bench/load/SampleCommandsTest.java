package dev.reprise.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.CreateJob;
import dev.reprise.schemas.AvroWire;
import org.junit.jupiter.api.Test;

class SampleCommandsTest {
    private static final long KEY = 700_000_000_000_000_000L;

    @Test
    void haveVariablesOfTheSizeThatIsAskedFor() {
        int few = new SampleCommands.Wire(100).create(KEY).length;
        int many = new SampleCommands.Wire(100_000).create(KEY).length;

        assertThat(many - few).isBetween(99_900, 99_910); // and some bytes more for longer lengths
    }

    @Test
    void haveAFewShortVariablesOtherwise() {
        CreateJob created = new AvroWire().decode(new SampleCommands.Wire(0).create(KEY), CreateJob.class);

        assertThat(created.getVariables()).hasSize(3);
    }
}
