package dev.reprise.faults.load;

import dev.reprise.command.CancelJob;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.command.ResolveIncident;
import dev.reprise.faults.memory.CommandKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/** What a producer says of one job, from its creation on; some of it will be refused. */
final class JobStory {
    /**
     * A command of the story.
     *
     * @param backOff milliseconds that it asks for; 0 for none
     */
    record Step(CommandKind kind, SpecificRecord command, long backOff) {}

    private JobStory() {}

    /** Five to ten commands. */
    static List<Step> of(long jobKey, Random chance) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(
                CommandKind.CREATE,
                CreateJob.newBuilder().setJobKey(jobKey).setType("bulk").build(),
                0));
        for (int retries = 2 + chance.nextInt(4); retries > 0; retries--) {
            // After a backoff, what follows comes while the job backs off, and is refused.
            steps.add(fail(jobKey, retries, chance.nextInt(12) == 0 ? 300 + chance.nextInt(5_000) : 0));
        }
        steps.add(fail(jobKey, 0, 0));
        steps.add(new Step(
                CommandKind.RESOLVE,
                ResolveIncident.newBuilder().setJobKey(jobKey).setRetries(1).build(),
                0));
        steps.add(last(jobKey, chance.nextInt(10)));
        return steps;
    }

    private static Step fail(long jobKey, int retries, long backOff) {
        FailJob command = FailJob.newBuilder()
                .setJobKey(jobKey)
                .setRetries(retries)
                .setRetryBackOff(backOff)
                .setErrorMessage("no route to the bank")
                .build();
        return new Step(CommandKind.FAIL, command, backOff);
    }

    private static Step last(long jobKey, int which) {
        if (which == 0) {
            return fail(jobKey, 0, 0); // its incident stays open
        }
        return which < 3
                ? new Step(
                        CommandKind.CANCEL,
                        CancelJob.newBuilder().setJobKey(jobKey).build(),
                        0)
                : new Step(
                        CommandKind.COMPLETE,
                        CompleteJob.newBuilder().setJobKey(jobKey).build(),
                        0);
    }
}
