package dev.reprise.node.demo;

import dev.reprise.common.Jitter;
import dev.reprise.common.JobState;
import dev.reprise.node.demo.Attempt.Fails;
import dev.reprise.node.demo.Attempt.Hangs;
import dev.reprise.node.demo.Attempt.Succeeds;
import dev.reprise.node.demo.Attempt.Throws;
import dev.reprise.node.demo.JobPlan.Quirk;
import dev.reprise.policy.RetryPolicy;
import dev.reprise.policy.RetryRule;
import dev.reprise.schemas.JobKeyMinter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The jobs of the demonstration, the same for the same seed but for their keys. */
final class DemoPlan {
    static final String CHARGE_CARD = "charge-card";
    static final String SEND_MAIL = "send-mail";
    static final String RENDER_REPORT = "render-report";
    static final String SYNC_STOCK = "sync-stock";

    private static final Attempt OK = new Succeeds();

    private final Random random;
    private final JobKeyMinter keys;
    private final List<JobPlan> jobs = new ArrayList<>();

    private DemoPlan(long seed, JobKeyMinter keys) {
        random = new Random(seed);
        this.keys = keys;
    }

    static List<JobPlan> of(long seed, JobKeyMinter keys) {
        return new DemoPlan(seed, keys).plan();
    }

    /** The retry policies, by job type: cards are retried by what went wrong; the other types leave it to their workers. */
    static Map<String, RetryPolicy> policies() {
        RetryRule declined = RetryRule.newBuilder()
                .setName("declined")
                .setErrorCodes(List.of("CARD_DECLINED"))
                .setMaxAttempts(1)
                .build();
        RetryRule network = RetryRule.newBuilder()
                .setName("network")
                .setErrorCodes(List.of("NET_*"))
                .setMaxAttempts(4)
                .setInitialInterval(400)
                .setMultiplier(2)
                .setMaxInterval(2000L)
                .setJitter(Jitter.EQUAL)
                .build();
        return Map.of(
                CHARGE_CARD,
                RetryPolicy.newBuilder().setRules(List.of(declined, network)).build());
    }

    private List<JobPlan> plan() {
        Fails timeout = new Fails(null, 0, "NET_TIMEOUT", "the bank did not answer within 3 s");
        Fails declined = new Fails(null, 0, "CARD_DECLINED", "card declined by issuer");
        Fails mailbox = new Fails(2, 0, "SMTP_450", "mailbox busy");
        many(60, CHARGE_CARD, JobState.COMPLETED, Quirk.NONE, OK);
        many(14, CHARGE_CARD, JobState.COMPLETED, Quirk.REPORTED_TWICE, OK);
        many(30, CHARGE_CARD, JobState.COMPLETED, Quirk.NONE, timeout, OK);
        many(12, CHARGE_CARD, JobState.COMPLETED, Quirk.REPORTED_STALE, timeout, timeout, OK);
        many(4, CHARGE_CARD, JobState.INCIDENT, Quirk.NONE, timeout, timeout, timeout, timeout);
        many(8, CHARGE_CARD, JobState.INCIDENT, Quirk.NONE, declined);
        many(60, SEND_MAIL, JobState.COMPLETED, Quirk.NONE, OK);
        many(20, SEND_MAIL, JobState.COMPLETED, Quirk.REPORTED_TWICE, mailbox, OK);
        many(
                6,
                SEND_MAIL,
                JobState.ERROR_THROWN,
                Quirk.NONE,
                new Throws("UNSUBSCRIBED", "the reader has left the list"));
        many(40, RENDER_REPORT, JobState.COMPLETED, Quirk.NONE, OK);
        many(25, RENDER_REPORT, JobState.COMPLETED, Quirk.NONE, rendering(1, 900), OK);
        many(8, RENDER_REPORT, JobState.COMPLETED, Quirk.RESOLVED, rendering(1, 500), rendering(0, 0), OK);
        many(5, RENDER_REPORT, JobState.INCIDENT, Quirk.NONE, rendering(1, 700), rendering(0, 0));
        many(50, SYNC_STOCK, JobState.COMPLETED, Quirk.NONE, OK);
        many(8, SYNC_STOCK, JobState.COMPLETED, Quirk.NONE, new Hangs(), OK);
        many(
                10,
                SYNC_STOCK,
                JobState.COMPLETED,
                Quirk.REPORTED_STALE,
                new Fails(2, 1200, "HTTP_503", "warehouse is down"),
                OK);
        Collections.shuffle(jobs, random);
        return List.copyOf(jobs);
    }

    private Fails rendering(int retries, long backOff) {
        return new Fails(retries, backOff + random.nextInt(400), "OUT_OF_MEMORY", "renderer ran out of memory");
    }

    private void many(int count, String type, JobState ending, Quirk quirk, Attempt... attempts) {
        for (int i = 0; i < count; i++) {
            jobs.add(new JobPlan(
                    keys.next(), type, "order-" + (1000 + random.nextInt(9000)), List.of(attempts), ending, quirk));
        }
    }
}
