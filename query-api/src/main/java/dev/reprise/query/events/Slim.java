package dev.reprise.query.events;

import dev.reprise.event.JobCompleted;
import dev.reprise.event.JobCreated;
import dev.reprise.event.JobErrorThrown;
import dev.reprise.event.JobFailed;
import dev.reprise.event.JobVariablesSet;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Events without what can be large: variables, headers, error details. */
final class Slim {
    private Slim() {}

    static SpecificRecord of(SpecificRecord event) {
        if (event instanceof JobCreated created) {
            return of(created);
        }
        if (event instanceof JobFailed failed) {
            return JobFailed.newBuilder(failed)
                    .setErrorDetails(null)
                    .setVariables(Map.of())
                    .setLocalVariables(Map.of())
                    .build();
        }
        if (event instanceof JobCompleted completed) {
            return JobCompleted.newBuilder(completed).setVariables(Map.of()).build();
        }
        if (event instanceof JobErrorThrown thrown) {
            return JobErrorThrown.newBuilder(thrown).setVariables(Map.of()).build();
        }
        if (event instanceof JobVariablesSet set) {
            return JobVariablesSet.newBuilder(set).setVariables(Map.of()).build();
        }
        return event;
    }

    static JobCreated of(JobCreated created) {
        return JobCreated.newBuilder(created)
                .setVariables(Map.of())
                .setHeaders(Map.of())
                .build();
    }

    /** About how much memory it takes when it is slim. */
    static long bytes(SpecificRecord event) {
        String message = event instanceof JobFailed failed
                ? failed.getErrorMessage()
                : event instanceof JobErrorThrown thrown ? thrown.getErrorMessage() : null;
        return 512 + (message == null ? 0 : message.length());
    }
}
