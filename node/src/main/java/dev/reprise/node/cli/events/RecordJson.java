package dev.reprise.node.cli.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.query.history.EventJson;
import org.apache.avro.specific.SpecificRecord;

/** Records as JSON, as the HTTP API shows events. */
final class RecordJson {
    private static final String TYPE = "type";

    private RecordJson() {}

    static ObjectNode of(SpecificRecord record) {
        ObjectNode json = EventJson.of(record);
        String name = record.getSchema().getName();
        if (!json.path(TYPE).asText().equals(name)) {
            // A refused command has a type of its own: the kind of refusal.
            json.put("rejection", json.path(TYPE).asText());
            json.put(TYPE, name);
        }
        return json;
    }
}
