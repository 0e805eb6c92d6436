package dev.reprise.node.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The schema of the Compose Specification. */
final class ComposeSchema {
    private static final Schema SCHEMA = read();

    private ComposeSchema() {}

    private static Schema read() {
        try (InputStream in = ComposeSchema.class.getResourceAsStream("/deploy/compose-spec.json")) {
            ObjectNode schema = (ObjectNode) new ObjectMapper().readTree(in);
            // A name that is no URI, and the address of draft 7 with another scheme: strict readers refuse both. What
            // it uses, 2019-09 has too.
            schema.remove(List.of("$id", "$schema"));
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                    .getSchema(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a file is not as the schema has it. */
    static List<String> mistakes(JsonNode file) {
        return SCHEMA.validate(file).stream().map(Object::toString).toList();
    }
}
