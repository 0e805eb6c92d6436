package dev.reprise.node.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the build wrote of what it ships: made when the node is packaged, so before these tests. */
class SbomIT {
    private static final Path LIB = Repository.path("node/target/lib");

    @BeforeAll
    static void skipsOfflineWhereThereIsNoBill() {
        if (!Repository.has("node/target/reprise-sbom.json")
                && "offline: true".equals(System.getProperty("reprise.offline"))) {
            System.out.println("Skipped: the bill of what is shipped is not written offline (mvn -o)");
            Assumptions.abort("offline, and no bill from before");
        }
    }

    @Test
    void listsExactlyTheJarsThatAreShipped() {
        assertThat(Sbom.built().differences(LIB)).isEmpty();
        assertThat(Sbom.built().json().path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(Sbom.built().json().at("/metadata/component/version").asText())
                .isEqualTo(Repository.version());
        assertThat(Repository.path("node/target/reprise-sbom.xml")).isNotEmptyFile();
    }

    @Test
    void everythingThatIsShippedMayBeShipped() {
        assertThat(Sbom.built().licenceMistakes()).isEmpty();
    }

    @Test
    void whatIsMissingForeignOrForbiddenIsFound() {
        JsonNode bill = Sbom.built().json();
        ArrayNode parts = (ArrayNode) bill.path("components");
        int count = parts.size();
        ObjectNode foreign = ((ObjectNode) parts.get(count - 1)).deepCopy();
        ((ObjectNode) parts.get(0)).put("version", "0.0.1");
        ((ArrayNode) parts.get(1).path("hashes")).removeAll();
        foreign.put("name", "foreign")
                .putArray("licenses")
                .addObject()
                .putObject("license")
                .put("id", "AGPL-3.0-only");
        parts.add(foreign);
        Sbom spoilt = new Sbom(bill);

        assertThat(spoilt.differences(LIB))
                .anyMatch(line -> line.endsWith("0.0.1.jar is on the bill, but not shipped"))
                .anyMatch(line -> line.endsWith("is shipped, but not on the bill"))
                .anyMatch(line -> line.startsWith("foreign-"))
                .anyMatch(line -> line.endsWith("is not the one that is on the bill"));
        assertThat(spoilt.licenceMistakes()).singleElement().asString().contains("AGPL-3.0-only");
    }
}
