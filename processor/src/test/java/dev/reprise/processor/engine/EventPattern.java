package dev.reprise.processor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** An event as a spec expects it: its type and the fields that the spec speaks of. */
record EventPattern(Class<? extends SpecificRecord> type, Map<String, @Nullable Object> fields) {
    static EventPattern of(Class<? extends SpecificRecord> type, List<@Nullable Object> namesAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            fields.put(String.valueOf(namesAndValues.get(i)), namesAndValues.get(i + 1));
        }
        return new EventPattern(type, fields);
    }

    void check(SpecificRecord event) {
        assertThat(event).isInstanceOf(type);
        fields.forEach((name, value) -> assertThat(
                        event.get(event.getSchema().getField(name).pos()))
                .as("%s of %s", name, event)
                .isEqualTo(value));
    }
}
