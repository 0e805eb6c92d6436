package dev.reprise.processor.streams;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes stream threads that are dead out of the consumer group. They are static members, which nobody misses until their session runs out
 * (measured: partitions stood still for 13 s); the thread that replaces one is another member and gets them at once.
 */
final class GroupExit implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupExit.class);
    private static final long PATIENCE_SECONDS = 5;

    private final Admin admin;
    private final String instanceId;

    /**
     * @param instanceId of the node: its threads are members by this name and their number
     */
    GroupExit(Admin admin, String instanceId) {
        this.admin = admin;
        this.instanceId = instanceId;
    }

    /** Takes out the thread that calls. */
    @Override
    public void run() {
        String thread = Thread.currentThread().getName();
        leave(
                Set.of(new MemberToRemove(instanceId + thread.substring(Math.max(0, thread.lastIndexOf('-'))))),
                fault -> LOG.info(
                        "A dead stream thread stays in its group until its session has run out: {}", fault.toString()));
    }

    /**
     * Takes out the threads of the process that was, before those of this one begin: if its state is lost, nobody should wait for this one to
     * restore what others may have a copy of. As static members they would get the partitions of those that were.
     *
     * @param threads how many there were at most
     */
    void predecessors(int threads) {
        Set<MemberToRemove> members = IntStream.rangeClosed(1, threads)
                .mapToObj(thread -> new MemberToRemove(instanceId + "-" + thread))
                .collect(Collectors.toSet());
        // A group that never had them says so, which is the rule.
        leave(members, fault -> LOG.debug("Did not take {} out of the group", members, fault));
    }

    private void leave(Set<MemberToRemove> members, Consumer<Exception> otherwise) {
        try {
            admin.removeMembersFromConsumerGroup(
                            StoreNames.APPLICATION_ID, new RemoveMembersFromConsumerGroupOptions(members))
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            otherwise.accept(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
