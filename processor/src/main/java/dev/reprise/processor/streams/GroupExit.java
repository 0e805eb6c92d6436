package dev.reprise.processor.streams;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a stream thread that dies out of the consumer group. It is a static member, which nobody misses until its session runs out
 * (measured: its partitions stood still for 13 s); the thread that replaces it is another member and gets them at once.
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

    /** To be called by the thread itself. */
    @Override
    public void run() {
        String thread = Thread.currentThread().getName();
        MemberToRemove member = new MemberToRemove(instanceId + thread.substring(Math.max(0, thread.lastIndexOf('-'))));
        try {
            admin.removeMembersFromConsumerGroup(
                            StoreNames.APPLICATION_ID, new RemoveMembersFromConsumerGroupOptions(Set.of(member)))
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("A dead stream thread stays in its group until its session has run out: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
