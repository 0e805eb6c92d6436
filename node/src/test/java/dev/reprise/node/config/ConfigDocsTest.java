package dev.reprise.node.config;

import dev.reprise.node.support.DocFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ConfigDocsTest {
    @Test
    void configurationIsDocumentedAsItIs() throws IOException {
        DocFile.assertUpToDate("configuration.md", ConfigDocs.markdown());
    }
}
