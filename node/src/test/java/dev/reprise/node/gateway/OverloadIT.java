package dev.reprise.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.command.CompleteJob;
import dev.reprise.command.CreateJob;
import dev.reprise.common.RejectionType;
import dev.reprise.gateway.Gateway;
import dev.reprise.gateway.commands.Call;
import dev.reprise.gateway.commands.GatewaySettings;
import dev.reprise.gateway.commands.Outcome;
import dev.reprise.gateway.log.Append.Refusal;
import dev.reprise.node.Node;
import dev.reprise.node.support.Standalone;
import dev.reprise.processor.metrics.Metrics;
import dev.reprise.schemas.JobKeyMinter;
import dev.reprise.schemas.RecordSerdes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More commands at a time than a gateway lets through. */
class OverloadIT {
    private static final int BURST = 100;

    private final JobKeyMinter keys = new JobKeyMinter(Clock.systemUTC(), 9);

    @Test
    void refusesWhatIsTooMuchAndNothingOfItHappens(@TempDir Path folder) {
        try (Node node = Standalone.start(folder);
                Gateway gateway = gateway(node)) {
            await().until(gateway::ready);
            Map<Long, CompletableFuture<Outcome>> burst = new LinkedHashMap<>();
            for (int i = 0; i < BURST; i++) {
                long key = keys.next();
                CreateJob command =
                        CreateJob.newBuilder().setJobKey(key).setType("burst").build();
                burst.put(key, gateway.commands().send(command, Call.anew()));
            }

            List<Long> created = new ArrayList<>();
            List<Long> refused = new ArrayList<>();
            burst.forEach((key, answer) -> {
                Outcome outcome = answer.join();
                if (outcome instanceof Outcome.NotAppended why) {
                    assertThat(why.refusal()).isEqualTo(Refusal.OVERLOADED);
                    refused.add(key);
                } else {
                    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
                    created.add(key);
                }
            });

            assertThat(refused).isNotEmpty();
            assertThat(created).isNotEmpty();
            created.forEach(key -> assertThat(complete(gateway, key)).isInstanceOf(Outcome.Accepted.class));
            refused.forEach(key -> assertThat(complete(gateway, key))
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            outcome -> assertThat(outcome.answer().getType()).isEqualTo(RejectionType.NOT_FOUND)));
            assertThat(gateway.commands().inFlight()).isZero();
        }
    }

    private static Outcome complete(Gateway gateway, long jobKey) {
        CompleteJob command = CompleteJob.newBuilder().setJobKey(jobKey).build();
        return gateway.commands().send(command, Call.anew()).join();
    }

    private static Gateway gateway(Node node) {
        return Gateway.start(
                GatewaySettings.standard().mostInFlight(16),
                Map.of("bootstrap.servers", node.bootstrapServers()),
                RecordSerdes.from(Map.of()),
                Metrics.none());
    }
}
