package dev.reprise.gateway.commands;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.gateway.commands.PendingAnswers.Pending;
import dev.reprise.schemas.RecordHeaders;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;

/** Where the answer to a command goes. */
final class Addressing {
    private Addressing() {}

    /** The partition of {@code job-replies} that a gateway reads; several may read the same. */
    static int replyPartition(String gatewayId, int partitions) {
        return Utils.toPositive(Utils.murmur2(gatewayId.getBytes(UTF_8))) % partitions;
    }

    /** The headers of a command. */
    static void write(Headers headers, Call call, Pending pending, String gatewayId, int replyPartitions) {
        headers.add(RecordHeaders.COMMAND_ID, call.commandId().getBytes(UTF_8));
        String replyTo = Integer.toString(replyPartition(gatewayId, replyPartitions));
        headers.add(RecordHeaders.REPLY_TO, replyTo.getBytes(UTF_8));
        headers.add(RecordHeaders.CORRELATION_ID, pending.correlationId.getBytes(UTF_8));
        if (call.perAttempt()) {
            headers.add(RecordHeaders.COMMAND_ID_SCOPE, RecordHeaders.Scope.ATTEMPT.getBytes(UTF_8));
        }
        call.tenants().narrowed().ifPresent(tenants -> {
            // A sender without any tenant still says so: no header would mean all.
            for (String tenant : tenants.isEmpty() ? List.of("") : tenants) {
                headers.add(RecordHeaders.TENANT, tenant.getBytes(UTF_8));
            }
        });
        String traceParent = call.traceParent();
        if (traceParent != null) {
            headers.add(RecordHeaders.TRACE_PARENT, traceParent.getBytes(UTF_8));
        }
    }
}
