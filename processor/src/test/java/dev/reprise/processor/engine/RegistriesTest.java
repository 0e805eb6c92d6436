package dev.reprise.processor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.ActivateJobs;
import dev.reprise.schemas.SchemaCatalogue;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

/** Walks the registries: what there is a contract for, the engine knows. */
class RegistriesTest {
    private static Set<String> released(String folder) {
        return SchemaCatalogue.released().names().stream()
                .filter(name -> name.startsWith("dev.reprise." + folder + "."))
                .collect(Collectors.toSet());
    }

    @Test
    void everyCommandHasADecider() {
        Set<String> decided = new Deciders(EngineSettings.DEFAULT)
                .commands().stream().map(Class::getName).collect(Collectors.toSet());
        assertThat(decided).isEqualTo(released("command")).hasSize(13);
    }

    @Test
    void everyCommandToAJobBeginsWithTheJobKey() throws ClassNotFoundException {
        for (String name : released("command")) {
            Schema schema = SpecificData.get().getSchema(Class.forName(name));
            if (!name.equals(ActivateJobs.class.getName())) {
                assertThat(schema.getFields().get(Commands.JOB_KEY).name())
                        .as(name)
                        .isEqualTo("jobKey");
            }
        }
    }
}
