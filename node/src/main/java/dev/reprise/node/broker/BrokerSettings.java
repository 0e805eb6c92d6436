package dev.reprise.node.broker;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Settings of the embedded broker: one process is the whole cluster, on a machine that has other work too. */
final class BrokerSettings {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final int MEBIBYTE = 1024 * 1024;
    private static final String CLIENT_LISTENER = "PLAINTEXT";

    private BrokerSettings() {}

    static Properties of(Path logDirectory, int clientPort, int controllerPort) {
        Map<String, Object> settings = new LinkedHashMap<>();
        identity(settings, logDirectory, clientPort, controllerPort);
        oneBrokerIsTheCluster(settings);
        quickRestart(settings);
        keep(settings);
        smallMachine(settings);
        Properties properties = new Properties();
        settings.forEach((name, value) -> properties.setProperty(name, value.toString()));
        return properties;
    }

    private static void identity(Map<String, Object> settings, Path logDirectory, int clientPort, int controllerPort) {
        String client = CLIENT_LISTENER + "://" + LoopbackSockets.HOST + ":" + clientPort;
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", NODE_ID);
        // Voters from configuration, not a quorum that is kept on disk: so the ports may differ from start to start.
        settings.put("controller.quorum.voters", NODE_ID + "@" + LoopbackSockets.HOST + ":" + controllerPort);
        settings.put(
                "listeners", client + "," + CONTROLLER_LISTENER + "://" + LoopbackSockets.HOST + ":" + controllerPort);
        settings.put("advertised.listeners", client);
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("inter.broker.listener.name", CLIENT_LISTENER);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", logDirectory);
    }

    private static void oneBrokerIsTheCluster(Map<String, Object> settings) {
        settings.put("default.replication.factor", 1);
        settings.put("min.insync.replicas", 1);
        // Few partitions: each is a log with files of its own, and a handful of groups and transactional ids live in
        // them.
        settings.put("offsets.topic.replication.factor", 1);
        settings.put("offsets.topic.num.partitions", 4);
        settings.put("transaction.state.log.replication.factor", 1);
        settings.put("transaction.state.log.min.isr", 1);
        settings.put("transaction.state.log.num.partitions", 4);
        settings.put("share.coordinator.state.topic.replication.factor", 1);
        settings.put("share.coordinator.state.topic.min.isr", 1);
        settings.put("share.coordinator.state.topic.num.partitions", 1);
        // A mistyped topic name is an error, not a new topic.
        settings.put("auto.create.topics.enable", false);
        // Members come one after another within this process: waiting for more only delays the first commit.
        settings.put("group.initial.rebalance.delay.ms", 0);
    }

    private static void quickRestart(Map<String, Object> settings) {
        // There is no other broker that could take over: a machine that is busy, or was asleep, is no reason to cut off
        // this
        // one, after which its clients would wait for half a minute. DeadBroker tells what became of one that was
        // killed.
        settings.put("broker.session.timeout.ms", 30_000);
        settings.put("num.recovery.threads.per.data.dir", 2);
        // The only voter waits this long after a restart before it elects itself: there is nobody else to hear from.
        settings.put("controller.quorum.election.timeout.ms", 100);
        // An idle cluster writes a record to its metadata log this often; the default is twice a second, for ever.
        settings.put("metadata.max.idle.interval.ms", 5_000);
    }

    private static void keep(Map<String, Object> settings) {
        // Nothing goes away unless its topic says so: job-events is the truth that everything can be rebuilt from.
        settings.put("log.retention.ms", -1);
        settings.put("log.retention.bytes", -1);
        // As large as any record of ours; job-commands has a smaller limit of its own, so that what is accepted always
        // fits.
        settings.put("message.max.bytes", 16 * MEBIBYTE);
        settings.put("replica.fetch.max.bytes", 16 * MEBIBYTE);
        // There is no second replica, so a power cut may cost what was not yet on disk: about this much. (The end of
        // the
        // process, SIGKILL included, costs nothing: what was written is the operating system's by then.)
        settings.put("log.flush.interval.ms", 1_000);
        settings.put("log.flush.scheduler.interval.ms", 1_000);
    }

    private static void smallMachine(Map<String, Object> settings) {
        // Segments of this size, so that compaction of changelogs begins early and restoring stays short.
        settings.put("log.segment.bytes", 64 * MEBIBYTE);
        settings.put("offsets.topic.segment.bytes", 16 * MEBIBYTE);
        settings.put("transaction.state.log.segment.bytes", 16 * MEBIBYTE);
        settings.put("metadata.log.segment.bytes", 16 * MEBIBYTE);
        // Two index files of this size are laid out for every partition; a segment of 64 MiB fills a fifth of one.
        settings.put("log.index.size.max.bytes", MEBIBYTE);
        settings.put("log.cleaner.dedupe.buffer.size", 8 * MEBIBYTE);
        settings.put("num.network.threads", 2);
        settings.put("num.io.threads", 4);
        settings.put("background.threads", 4);
        settings.put("group.coordinator.threads", 1);
        settings.put("share.coordinator.threads", 1);
        // Our own /metrics tells what matters; a JMX bean for each of the broker's some thousand sensors is only
        // memory.
        settings.put("metric.reporters", "");
    }
}
