package dev.reprise.processor.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.schemas.ReleasedSchema;
import dev.reprise.schemas.SchemaCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * A catalogue as it will look after the next change of a contract: with an older version of some records, made by taking fields with
 * defaults away. What is now the newest version is the next one to whoever wrote with these.
 */
final class OlderSchemas {
    private static final int HEADER = 5;
    private static final int FIRST_ID = 9_000;
    private static final String FOLDER = "dev/reprise/schemas/catalogue";

    private OlderSchemas() {}

    /** The catalogue of this build as files below a folder, and one older version more of each of these records. */
    static void write(Path classes, List<String> names, Set<String> laterFields) throws IOException {
        StringBuilder index = new StringBuilder();
        for (ReleasedSchema schema : SchemaCatalogue.released().all()) {
            line(classes, index, schema.id(), schema.version(), schema.fullName(), schema.json());
        }
        int id = FIRST_ID;
        for (String name : names) {
            String json = without(SchemaCatalogue.released().newest(name).schema(), laterFields)
                    .toString();
            line(classes, index, id++, 0, name, json);
        }
        Files.writeString(classes.resolve(FOLDER + "/index"), index, UTF_8);
    }

    private static void line(Path classes, StringBuilder index, int id, int version, String name, String json)
            throws IOException {
        Path file = classes.resolve(FOLDER).resolve(name).resolve(version + ".avsc");
        Files.createDirectories(file.getParent());
        Files.writeString(file, json, UTF_8);
        index.append("%d %d 0.0.0 sha %s%n".formatted(id, version, name));
    }

    private static Schema without(Schema schema, Set<String> fields) {
        List<Schema.Field> kept = schema.getFields().stream()
                .filter(field -> !fields.contains(field.name()))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, kept);
    }

    /** The record in these bytes as the older release would have written it. To be called where that catalogue is the released one. */
    static byte[] older(byte[] bytes, String name) {
        List<ReleasedSchema> versions = SchemaCatalogue.released().versions(name);
        ReleasedSchema older = versions.get(0);
        try {
            GenericRecord record = new GenericDatumReader<GenericRecord>(
                            versions.get(versions.size() - 1).schema(), older.schema())
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(
                    ByteBuffer.allocate(HEADER).put((byte) 0).putInt(older.id()).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(older.schema()).write(record, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
