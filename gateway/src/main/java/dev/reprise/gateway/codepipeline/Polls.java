package dev.reprise.gateway.codepipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.gateway.activation.Activation;
import dev.reprise.gateway.activation.Activations;
import dev.reprise.gateway.activation.Poll;
import dev.reprise.gateway.activation.Wanted;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.schemas.JobKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * {@code PollForJobs} and {@code PollForThirdPartyJobs}: hand out what there is, at once. A job that is not acknowledged in time is handed
 * out again and has lost nothing.
 */
final class Polls {
    /** AWS names no bound; more than this is not handed out in one answer. */
    private static final int MOST_JOBS = 1000;

    private final Activations activations;
    private final Partners partners;
    private final CodePipelineSettings settings;

    Polls(Activations activations, Partners partners, CodePipelineSettings settings) {
        this.activations = activations;
        this.partners = partners;
        this.settings = settings;
    }

    CompletableFuture<AwsAnswer> poll(AwsCall call) {
        ActionType type = ActionType.read(call.input());
        Integer most = call.input().number("maxBatchSize", 1, Integer.MAX_VALUE);
        Map<String, String> query = call.operation().thirdParty()
                ? Map.of()
                : call.input().map("queryParam", 1, Constraints.QUERY_KEY, Constraints.QUERY_VALUE);
        call.input().require();
        requireKnown(type, call.operation());
        Wanted wanted =
                new Wanted(type.jobType(query), settings.acknowledgeWithin(), List.of(call.tenantId()), null, false);
        Poll poll = new Poll(
                type.worker(call.caller().keyId()),
                Math.min(Objects.requireNonNullElse(most, 1), MOST_JOBS),
                List.of(wanted),
                Duration.ZERO,
                call.traceParent());
        return activations.poll(poll, call.socket()).thenApply(activation -> answer(call, type, activation));
    }

    private void requireKnown(ActionType type, Operation operation) {
        String owner = operation.thirdParty() ? ActionType.THIRD_PARTY : ActionType.CUSTOM;
        if (!type.owner().equals(owner)) {
            throw AwsError.actionTypeNotFound(
                            "%s is for action types with '%s' in the owner field.".formatted(operation, owner))
                    .asException();
        }
        if (!settings.actionTypes().isEmpty() && !settings.actionTypes().contains(type.text())) {
            throw AwsError.actionTypeNotFound("The action type '%s' cannot be found.".formatted(type.text()))
                    .asException();
        }
    }

    private AwsAnswer answer(AwsCall call, ActionType type, Activation activation) {
        if (activation instanceof Activation.Jobs batch) {
            return AwsAnswer.of(json(call, type, batch.jobs())).then(delivered -> {
                if (!delivered) {
                    activations.giveBack(batch.jobs());
                }
            });
        } else if (activation instanceof Activation.Rejected rejected) {
            throw Refusals.of(rejected.answer()).asException();
        } else if (activation instanceof Activation.Refused refused) {
            throw Refusals.of(refused.why()).asException();
        }
        throw AwsError.unavailable("It is not known yet whether there are jobs. Poll again.")
                .asException();
    }

    private ObjectNode json(AwsCall call, ActionType type, List<ActivatedJob> jobs) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode all = answer.putArray("jobs");
        for (ActivatedJob job : jobs) {
            all.add(
                    call.operation().thirdParty()
                            ? JsonNodeFactory.instance
                                    .objectNode()
                                    .put(
                                            "clientId",
                                            partners.clientOf(job.getTenantId()).id())
                                    .put("jobId", JobKeys.uuidText(job.getJobKey()))
                            : JobJson.polled(job, type, Region.of(call, settings)));
        }
        return answer;
    }
}
