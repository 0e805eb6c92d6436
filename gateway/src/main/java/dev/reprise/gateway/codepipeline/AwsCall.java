package dev.reprise.gateway.codepipeline;

import dev.reprise.gateway.codepipeline.sigv4.Identity;
import dev.reprise.gateway.commands.Call;
import dev.reprise.gateway.http.ClientSocket;
import dev.reprise.query.access.Tenants;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request, believed and read.
 *
 * @param input members of the body; mistakes found in them are gathered there
 * @param invocationId the same for all tries of one call of an SDK; made up if it sent none
 */
record AwsCall(
        Operation operation,
        Identity caller,
        Members input,
        String invocationId,
        @Nullable String traceParent,
        ClientSocket socket) {
    String tenantId() {
        return caller.tenantId();
    }

    /** The command that it becomes: once, however often it is sent. */
    Call command() {
        return command(invocationId);
    }

    /** The same under another id of a command. */
    Call command(String commandId) {
        return Call.of(commandId).tracedBy(traceParent).within(Tenants.of(List.of(tenantId())));
    }
}
