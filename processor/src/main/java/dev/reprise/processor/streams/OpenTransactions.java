package dev.reprise.processor.streams;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aborts what the process that was had begun and did not end. Until that is aborted, what others write to the same partitions of
 * job-replies is hidden from those who wait for it, up to the time-out of a transaction.
 */
final class OpenTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(OpenTransactions.class);
    private static final String THREAD = "-StreamThread-";
    private static final long PATIENCE_SECONDS = 5;

    private OpenTransactions() {}

    /**
     * Aborts them, before the threads of this process begin. If the brokers do not answer within 5 s, the time-out ends them.
     *
     * @param threads names of this process's threads; those before them had the same, since the id of the process lies on its disk
     */
    static void abort(Admin admin, Collection<String> threads) {
        List<String> ids =
                threads.stream().map(OpenTransactions::transactionalId).toList();
        try {
            admin.fenceProducers(ids).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("What was begun before this process is not aborted until it has timed out: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kafka Streams: application, process, number of the thread; its threads are called by the same, and its client id is the default. */
    private static String transactionalId(String thread) {
        return thread.replace(THREAD, "-");
    }
}
