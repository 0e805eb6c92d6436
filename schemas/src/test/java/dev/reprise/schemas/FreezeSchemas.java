package dev.reprise.schemas;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Not a test but a command, which takes the contracts over into the catalogue:
 *
 * <pre>mvn -pl schemas test -Dtest=FreezeSchemas</pre>
 *
 * The release in the making is the version in the pom without {@code -SNAPSHOT}. As long as it is in the making its
 * schemas are written anew each time; from the next version on they stay as they are, for ever.
 */
class FreezeSchemas {
    @Test
    void takesTheContractsOverIntoTheCatalogue() throws IOException {
        CatalogueFolder.ofTheModule().freeze(Contracts.roots(), release());
    }

    static String release() {
        String version = System.getProperty("reprise.version");
        if (version == null) {
            throw new IllegalStateException("Expected the version of the pom in -Dreprise.version; Maven sets it");
        }
        return version.replace("-SNAPSHOT", "");
    }
}
