package dev.reprise.node.cli.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.node.cli.client.EventFacts;
import dev.reprise.node.cli.client.Table;
import java.io.PrintWriter;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Prints records, a line each. */
final class EventPrinter {
    private static final Table LINE = Table.of(
                    "",
                    "/occurredAt",
                    "",
                    "/type",
                    "",
                    "/jobKey",
                    "",
                    "/sequence",
                    "",
                    "/jobType",
                    "",
                    EventFacts.POINTER)
            .preparing(EventFacts::in);

    /** As wide as times, the longest type and most job keys are. */
    private static final List<Integer> WIDTHS = List.of(24, 18, 19, 4, 0, 0);

    private final PrintWriter out;
    private final boolean json;

    EventPrinter(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** Prints one record; false if nobody reads any more. */
    boolean print(SpecificRecord record) {
        ObjectNode event = RecordJson.of(record);
        out.println(json ? event.toString() : LINE.line(event, WIDTHS));
        out.flush();
        return !out.checkError();
    }
}
