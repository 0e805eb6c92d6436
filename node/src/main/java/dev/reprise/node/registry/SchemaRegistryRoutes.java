package dev.reprise.node.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.reprise.query.access.Needs;
import dev.reprise.query.http.Json;
import dev.reprise.query.http.Routes;
import dev.reprise.schemas.ReleasedSchema;
import dev.reprise.schemas.SchemaCatalogue;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * The read half of Confluent's Schema Registry API over the fixed catalogue: what a consumer needs to read our topics, and what a
 * producer needs to write commands with our schemas. Registering a schema of the catalogue gives its id; any other is refused.
 */
public final class SchemaRegistryRoutes {
    static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final String LATEST = "latest";

    private final SchemaCatalogue catalogue;
    private final RegistrySubjects subjects;

    public SchemaRegistryRoutes(SchemaCatalogue catalogue) {
        this.catalogue = catalogue;
        this.subjects = new RegistrySubjects(catalogue);
    }

    /** Adds the routes. */
    public void register(RoutesConfig routes) {
        routes.exception(RegistryError.class, (e, ctx) -> answer(ctx.status(e.status()), e.body()));
        Routes.in(routes)
                .needing(Needs.KNOWN)
                .get("/schemas/types", "Schema registry: kinds of schemas", ctx -> answer(ctx, List.of("AVRO")))
                .get("/schemas/ids/{id}", "Schema registry: the schema with an id", this::schema)
                .get("/schemas/ids/{id}/schema", "Schema registry: the same, bare", this::bareSchema)
                .get("/schemas/ids/{id}/versions", "Schema registry: where a schema is used", this::usages)
                .get("/subjects", "Schema registry: all subjects", ctx -> answer(ctx, subjects.names()))
                .post("/subjects/{subject}", "Schema registry: the version that a schema is", this::lookUp)
                .get("/subjects/{subject}/versions", "Schema registry: versions of a subject", this::versions)
                .post(
                        "/subjects/{subject}/versions",
                        "Schema registry: the id of a schema of the catalogue",
                        this::idOf)
                .get("/subjects/{subject}/versions/{version}", "Schema registry: one version, or latest", this::version)
                .get(
                        "/subjects/{subject}/versions/{version}/schema",
                        "Schema registry: the same, bare",
                        ctx -> answerText(ctx, versionIn(ctx).json()));
    }

    private void schema(Context ctx) {
        answer(ctx, Map.of("schema", byId(ctx).json()));
    }

    private void bareSchema(Context ctx) {
        answerText(ctx, byId(ctx).json());
    }

    private void usages(Context ctx) {
        ReleasedSchema schema = byId(ctx);
        answer(
                ctx,
                subjects.having(schema).stream()
                        .map(subject -> Map.of("subject", subject, "version", schema.version()))
                        .toList());
    }

    private void versions(Context ctx) {
        answer(ctx, versionsIn(ctx).stream().map(ReleasedSchema::version).toList());
    }

    private void version(Context ctx) {
        answer(ctx, shown(subject(ctx), versionIn(ctx)));
    }

    private void lookUp(Context ctx) {
        ReleasedSchema found = sameAs(ctx).orElseThrow(RegistryError::schemaNotFound);
        answer(ctx, shown(subject(ctx), found));
    }

    private void idOf(Context ctx) {
        ReleasedSchema found = sameAs(ctx).orElseThrow(() -> RegistryError.readOnly(subject(ctx)));
        answer(ctx, Map.of("id", found.id()));
    }

    private ReleasedSchema byId(Context ctx) {
        try {
            return catalogue.byId(Integer.parseInt(ctx.pathParam("id"))).orElseThrow(RegistryError::schemaNotFound);
        } catch (NumberFormatException e) {
            throw RegistryError.schemaNotFound();
        }
    }

    private List<ReleasedSchema> versionsIn(Context ctx) {
        List<ReleasedSchema> versions = subjects.versions(subject(ctx));
        if (versions.isEmpty()) {
            throw RegistryError.subjectNotFound(subject(ctx));
        }
        return versions;
    }

    private ReleasedSchema versionIn(Context ctx) {
        List<ReleasedSchema> versions = versionsIn(ctx);
        String wanted = ctx.pathParam("version");
        if (wanted.equals(LATEST) || wanted.equals("-1")) {
            return versions.get(versions.size() - 1);
        }
        int number = number(wanted);
        return versions.stream()
                .filter(schema -> schema.version() == number)
                .findFirst()
                .orElseThrow(() -> RegistryError.versionNotFound(wanted));
    }

    private static int number(String version) {
        try {
            int number = Integer.parseInt(version);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same answer as a number that cannot be.
        }
        throw RegistryError.invalidVersion(version);
    }

    /** The version of the subject that reads and writes the same bytes as the schema in the body: docs do not count. */
    private Optional<ReleasedSchema> sameAs(Context ctx) {
        String wanted = SchemaNormalization.toParsingForm(schemaIn(ctx));
        return versionsIn(ctx).stream()
                .filter(schema ->
                        SchemaNormalization.toParsingForm(schema.schema()).equals(wanted))
                .findFirst();
    }

    private static Schema schemaIn(Context ctx) {
        try {
            Map<String, Object> body = Json.mapper().readValue(ctx.body(), new TypeReference<>() {});
            return new Schema.Parser().parse(String.valueOf(body.get("schema")));
        } catch (JsonProcessingException | AvroRuntimeException e) {
            throw RegistryError.invalidSchema(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> shown(String subject, ReleasedSchema schema) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("subject", subject);
        shown.put("version", schema.version());
        shown.put("id", schema.id());
        shown.put("schema", schema.json());
        return shown;
    }

    private static String subject(Context ctx) {
        return ctx.pathParam("subject");
    }

    private static void answer(Context ctx, Object body) {
        ctx.json(body).contentType(MEDIA_TYPE);
    }

    private static void answerText(Context ctx, String json) {
        ctx.result(json).contentType(MEDIA_TYPE);
    }
}
