package dev.reprise.gateway.codepipeline;

import dev.reprise.gateway.codepipeline.sigv4.Identity;
import dev.reprise.gateway.codepipeline.sigv4.SignatureVerifier;
import dev.reprise.gateway.codepipeline.sigv4.SignedRequest;
import dev.reprise.gateway.credentials.Access;
import dev.reprise.gateway.credentials.SignatureCheck;
import dev.reprise.gateway.http.CallHeaders;
import dev.reprise.gateway.http.ClientSocket;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Turns an HTTP request into a call: known operation, bounded body, right signature, permission, JSON. */
final class Admission {
    /** AWS's bound on a JSON 1.1 body of this API is not published; the largest request that its limits allow fits in. */
    static final int MOST_BYTES = 1 << 20;

    private static final String INVOCATION_ID = "amz-sdk-invocation-id";
    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,128}");

    private final Access access;
    private final SignatureVerifier verifier;

    Admission(Access access, SignatureVerifier verifier) {
        this.access = access;
        this.verifier = verifier;
    }

    AwsCall admit(Context ctx, byte[] body, ClientSocket socket) {
        Operation operation = Operation.ofTarget(ctx.header(Operation.TARGET))
                .orElseThrow(() -> AwsError.unknownOperation().asException());
        if (body.length > MOST_BYTES) {
            throw AwsError.tooLarge("The body has %d bytes, more than %d.".formatted(body.length, MOST_BYTES))
                    .asException();
        }
        Identity caller = verifier.verify(request(ctx, body));
        requirePermission(caller, operation);
        Optional<String> invocationId = Optional.ofNullable(ctx.header(INVOCATION_ID))
                .filter(id -> VISIBLE.matcher(id).matches());
        return new AwsCall(
                operation,
                caller,
                Members.of(body),
                invocationId.orElseGet(() -> UUID.randomUUID().toString()),
                CallHeaders.traceParent(ctx),
                socket);
    }

    private static SignedRequest request(Context ctx, byte[] body) {
        return new SignedRequest(
                ctx.req().getMethod(),
                Objects.requireNonNullElse(ctx.req().getRequestURI(), "/"),
                Objects.requireNonNullElse(ctx.req().getQueryString(), ""),
                name -> values(ctx, name),
                body);
    }

    private static List<String> values(Context ctx, String name) {
        return Collections.list(ctx.req().getHeaders(name));
    }

    private void requirePermission(Identity caller, Operation operation) {
        boolean denied = access.check() != SignatureCheck.OFF
                && access.key(caller.keyId())
                        .filter(key -> key.mayDo(operation.action()))
                        .isEmpty();
        if (denied) {
            throw AwsError.of(
                            "AccessDeniedException",
                            "User: arn:aws:iam::%s:user/%s is not authorized to perform: %s"
                                    .formatted(Account.of(caller.tenantId()), caller.keyId(), operation.action()))
                    .asException();
        }
    }
}
