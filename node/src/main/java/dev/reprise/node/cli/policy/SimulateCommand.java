package dev.reprise.node.cli.policy;

import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.Body;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.JsonText;
import dev.reprise.node.cli.client.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "simulate",
        description = "Shows the attempts and due times that a policy would give, without setting it.",
        footer = {"", "Example:", "  reprise policy simulate charge-card --code DECLINED --attempts 5"})
final class SimulateCommand implements Runnable {
    private static final Table TABLE = Table.of(
            "ATTEMPT", "/attempt",
            "STARTS", "/startsAt",
            "RULE", "/rule",
            "BACKOFF MS", "/retryBackOff",
            "NEXT", "/nextRetryAt",
            "STOPS", "/stopReason");

    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final TypeParameter type = new TypeParameter();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "POLICY",
            converter = JsonText.Converter.class,
            description = "The policy to try: a JSON object, @FILE, or -; the one that is set if absent.")
    private @Nullable JsonText policy;

    @Option(names = "--code", paramLabel = "CODE", description = "Code that an attempt fails with; repeated: in turn.")
    private List<String> codes = List.of();

    @Option(names = "--attempts", paramLabel = "N", description = "At most so many attempts.")
    private @Nullable Integer attempts;

    @Override
    public void run() {
        Body body = new Body().put("policy", policy).put("errorCodes", codes).put("attempts", attempts);
        client.show(client.send(ApiCall.post(type.path("/simulation")).body(body.json())), TABLE);
    }
}
