package dev.reprise.node.broker;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Settings of the embedded broker, alone or one of several, on a machine that has other work too. */
final class BrokerSettings {
    static final int NODE_ID = 1;
    static final int MOST_REPLICAS = 3;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final int MEBIBYTE = 1024 * 1024;
    private static final String CLIENT_LISTENER = "PLAINTEXT";

    private BrokerSettings() {}

    static Properties of(Path logDirectory, BrokerSeat seat) {
        Map<String, Object> settings = new LinkedHashMap<>();
        identity(settings, logDirectory, seat);
        replicas(settings, seat.brokers());
        if (seat.brokers() == 1) {
            quickRestart(settings);
            flushOften(settings);
        } else {
            quickFailover(settings);
        }
        restart(settings);
        keep(settings);
        smallMachine(settings);
        Properties properties = new Properties();
        settings.forEach((name, value) -> properties.setProperty(name, value.toString()));
        return properties;
    }

    private static void identity(Map<String, Object> settings, Path logDirectory, BrokerSeat seat) {
        Map<String, String> listeners = new LinkedHashMap<>();
        Map<String, String> advertised = new LinkedHashMap<>();
        listeners.put(CLIENT_LISTENER, address(seat.port()));
        advertised.put(CLIENT_LISTENER, address(seat.port()));
        for (BrokerSeat.Door door : seat.doors()) {
            listeners.put(door.name(), address(door.port()));
            advertised.put(door.name(), address(door.advertisedPort()));
        }
        listeners.put(CONTROLLER_LISTENER, address(seat.controllerPort()));
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", seat.id());
        // Voters from configuration, not a quorum that is kept on disk: so the ports may differ from start to start.
        settings.put("controller.quorum.voters", seat.voterText());
        settings.put("listeners", joined(listeners, "://"));
        settings.put("advertised.listeners", joined(advertised, "://"));
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("inter.broker.listener.name", CLIENT_LISTENER);
        listeners.replaceAll((name, address) -> "PLAINTEXT");
        settings.put("listener.security.protocol.map", joined(listeners, ":"));
        settings.put("log.dirs", logDirectory);
    }

    private static String address(int port) {
        return LoopbackSockets.HOST + ":" + port;
    }

    private static String joined(Map<String, String> entries, String between) {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + between + entry.getValue())
                .collect(Collectors.joining(","));
    }

    private static void replicas(Map<String, Object> settings, int brokers) {
        int replicas = Math.min(MOST_REPLICAS, brokers);
        // With three brokers any one may be lost, and whatever was acknowledged is on another.
        int inSync = Math.max(1, replicas - 1);
        settings.put("default.replication.factor", replicas);
        settings.put("min.insync.replicas", inSync);
        // Few partitions: each is a log with files of its own, and a handful of groups and transactional ids live in
        // them.
        settings.put("offsets.topic.replication.factor", replicas);
        settings.put("offsets.topic.num.partitions", 4);
        settings.put("transaction.state.log.replication.factor", replicas);
        settings.put("transaction.state.log.min.isr", inSync);
        settings.put("transaction.state.log.num.partitions", 4);
        settings.put("share.coordinator.state.topic.replication.factor", replicas);
        settings.put("share.coordinator.state.topic.min.isr", inSync);
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
        // The only voter waits this long after a restart before it elects itself: there is nobody else to hear from.
        settings.put("controller.quorum.election.timeout.ms", 100);
        // An idle cluster writes a record to its metadata log this often; the default is twice a second, for ever.
        settings.put("metadata.max.idle.interval.ms", 5_000);
    }

    private static void quickFailover(Map<String, Object> settings) {
        // How long the partitions of a broker that died have no leader. Kafka's default is 9 s; nodes answer 503
        // meanwhile.
        settings.put("broker.session.timeout.ms", 6_000);
        settings.put("broker.heartbeat.interval.ms", 1_000);
        // A transaction that begins while the markers of the last one are being written is held back, and looked at
        // again this often.
        // Kafka's default is 20 ms, three times as long as the markers take here.
        settings.put("add.partitions.to.txn.retry.backoff.ms", 3);
    }

    private static void restart(Map<String, Object> settings) {
        settings.put("num.recovery.threads.per.data.dir", 2);
        // The transaction of a node that was killed hides everything behind it until it is aborted: look for such every
        // second, not
        // every ten.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", 1_000);
    }

    private static void flushOften(Map<String, Object> settings) {
        // There is no second replica, so a power cut may cost what was not yet on disk: about this much. (The end of
        // the
        // process, SIGKILL included, costs nothing: what was written is the operating system's by then.)
        settings.put("log.flush.interval.ms", 1_000);
        settings.put("log.flush.scheduler.interval.ms", 1_000);
    }

    private static void keep(Map<String, Object> settings) {
        // Nothing goes away unless its topic says so: job-events is the truth that everything can be rebuilt from.
        settings.put("log.retention.ms", -1);
        settings.put("log.retention.bytes", -1);
        // As large as any record of ours; job-commands has a smaller limit of its own, so that what is accepted always
        // fits.
        settings.put("message.max.bytes", 16 * MEBIBYTE);
        settings.put("replica.fetch.max.bytes", 16 * MEBIBYTE);
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
