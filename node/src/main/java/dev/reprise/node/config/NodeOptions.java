package dev.reprise.node.config;

import static dev.reprise.node.config.Mode.CLUSTER;
import static dev.reprise.node.config.Mode.STANDALONE;
import static dev.reprise.node.config.Option.option;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ValidList;

/**
 * The catalogue of options. Each has one name: {@code --http-port} on the command line, {@code REPRISE_HTTP_PORT} in the
 * environment, {@code http-port} in a file. Help texts and {@code docs/configuration.md} are made from it.
 */
public final class NodeOptions {
    public static final String HTTP_HOST = "http-host";
    public static final String HTTP_PORT = "http-port";
    public static final String HTTP_ADVERTISED = "http-advertised";
    public static final String AUTHENTICATION = "authentication";
    public static final String API_KEYS_FILE = "api-keys-file";
    public static final String OIDC_JWKS = "oidc-jwks";
    public static final String OIDC_ISSUER = "oidc-issuer";
    public static final String OIDC_AUDIENCE = "oidc-audience";
    public static final String OIDC_ROLES_CLAIM = "oidc-roles-claim";
    public static final String OIDC_TENANTS_CLAIM = "oidc-tenants-claim";
    public static final String OIDC_CLOCK_SKEW_MS = "oidc-clock-skew-ms";
    public static final String CLUSTER_SECRET = "cluster-secret";
    public static final String TLS_CERTIFICATE = "tls-certificate";
    public static final String TLS_KEY = "tls-key";
    public static final String TLS_KEYSTORE = "tls-keystore";
    public static final String TLS_PASSWORD = "tls-password";
    public static final String TLS_CLIENT_CA = "tls-client-ca";
    public static final String TLS_TRUST = "tls-trust";
    public static final String DATA_DIR = "data-dir";
    public static final String ROLES = "roles";
    public static final String INSTANCE_ID = "instance-id";
    public static final String RACK = "rack";
    public static final String SESSION_TIMEOUT_MS = "session-timeout-ms";
    public static final String BOOTSTRAP_SERVERS = "bootstrap-servers";
    public static final String KAFKA_PORT = "kafka-port";
    public static final String PARTITIONS = "partitions";
    public static final String RETENTION_MS = "retention-ms";
    public static final String TASK_TOKEN_SECRET = "task-token-secret";
    public static final String STREAM_THREADS = "stream-threads";
    public static final String STANDBY_REPLICAS = "standby-replicas";
    public static final String COMMIT_INTERVAL_MS = "commit-interval-ms";
    public static final String TICK_MS = "tick-ms";
    public static final String DUE_BUDGET = "due-budget";
    public static final String DUE_BUDGET_MS = "due-budget-ms";
    public static final String MOST_IN_FLIGHT = "most-in-flight";
    public static final String ANSWER_TIMEOUT_MS = "answer-timeout-ms";
    public static final String MOST_WAITERS = "most-waiters";
    public static final String LINGER_MS = "linger-ms";
    public static final String CAMUNDA7_STRICT_STATUS = "camunda7-strict-status";
    public static final String CREDENTIALS_FILE = "credentials-file";
    public static final String SIGNATURE_CHECK = "signature-check";
    public static final String CLOUDFLOW_CALLS_PER_SECOND = "cloudflow-calls-per-second";
    public static final String CLOUDFLOW_BURST = "cloudflow-burst";
    public static final String CODEPIPELINE_ACKNOWLEDGE_MS = "codepipeline-acknowledge-ms";
    public static final String CODEPIPELINE_JOB_TIMEOUT_MS = "codepipeline-job-timeout-ms";
    public static final String CODEPIPELINE_CLOCK_SKEW_MS = "codepipeline-clock-skew-ms";
    public static final String CODEPIPELINE_REGION = "codepipeline-region";
    public static final String CODEPIPELINE_UNACKNOWLEDGED_RESULTS = "codepipeline-unacknowledged-results";
    public static final String CODEPIPELINE_ACTION_TYPES = "codepipeline-action-types";
    public static final String SCHEMA_REGISTRY_URL = "schema-registry-url";
    public static final String SCHEMA_REGISTRY_USER_INFO = "schema-registry-user-info";
    public static final String LOG_FORMAT = "log-format";
    public static final String LOG_LEVEL = "log-level";

    /** Settings with this prefix go to every Kafka client, without it. */
    public static final String KAFKA_PREFIX = "kafka.";

    /** Settings with this prefix go to Kafka Streams, without it. */
    public static final String STREAMS_PREFIX = "streams.";

    /** The value of an option whose default depends on others. */
    static final String AUTO = "auto";

    private static final String HTTP = "HTTP";
    private static final String NODE = "Node";
    private static final String KAFKA = "Kafka";
    private static final String ENGINE = "Engine";
    private static final String GATEWAY = "Gateway";
    private static final String CLOUDFLOW = "Alibaba CloudFlow API";
    private static final String CODEPIPELINE = "AWS CodePipeline API";
    private static final String SCHEMAS = "Schemas";
    private static final String LOGGING = "Logging";

    private static final List<Option> HTTP_OPTIONS = List.of(
            option(HTTP_HOST)
                    .group(HTTP)
                    .byDefault("127.0.0.1")
                    .valid(Checks.notBlank())
                    .doc("Address that the HTTP server listens on. 0.0.0.0 for all; then callers have to say who they"
                            + " are, unless authentication is off."),
            option(HTTP_PORT)
                    .group(HTTP)
                    .type(INT)
                    .byDefault(8080)
                    .valid(between(0, 65_535))
                    .doc("Port of the HTTP server; 0 for a free one."),
            option(HTTP_ADVERTISED)
                    .group(HTTP)
                    .onlyIn(CLUSTER)
                    .byDefault("")
                    .valid(Checks.emptyOrHostAndPort())
                    .doc(
                            "host:port at which the other nodes reach this one. Empty: http-host and the port that it got."));

    private static final List<Option> OTHERS = List.of(
            option(DATA_DIR)
                    .group(NODE)
                    .byDefault(".reprise")
                    .valid(Checks.notBlank())
                    .doc("Folder for data, of one process at a time. Standalone: the broker's log, which is the truth."
                            + " Always: the state stores, which can be rebuilt from it."),
            option(ROLES)
                    .group(NODE)
                    .onlyIn(CLUSTER)
                    .type(LIST)
                    .byDefault(Role.texts())
                    .valid(ValidList.in(false, Role.texts().toArray(String[]::new)))
                    .doc(
                            "What the node does, separated by commas: processor, query, gateway. The last two need the first on the same node."),
            option(INSTANCE_ID)
                    .group(NODE)
                    .onlyIn(CLUSTER)
                    .byDefault("")
                    .doc(
                            "Name of the node, different for every node and the same after a restart. By it a node that was killed"
                                    + " takes its predecessor out of the group when it is back, so that nobody waits for that one. Empty:"
                                    + " it makes one up and keeps it in its data folder (streams/instance-id)."),
            option(RACK)
                    .group(NODE)
                    .onlyIn(CLUSTER)
                    .byDefault("")
                    .doc(
                            "Rack, or zone, of the node. Copies of state are then kept in other racks than the original, and what can be"
                                    + " read from a broker of the same rack is read there. Empty: not looked at."),
            option(SESSION_TIMEOUT_MS)
                    .group(NODE)
                    .onlyIn(CLUSTER)
                    .type(INT)
                    .byDefault(6_000)
                    .valid(between(1_000, 300_000))
                    .doc(
                            "How long the partitions of a node that was killed, or is cut off from the brokers, wait for it before others"
                                    + " take them over, in milliseconds. The brokers' group.min.session.timeout.ms is 6,000 unless changed."),
            option(BOOTSTRAP_SERVERS)
                    .group(KAFKA)
                    .onlyIn(CLUSTER)
                    .type(LIST)
                    .valid(ValidList.anyNonDuplicateValues(false, false))
                    .doc("Kafka brokers to begin with, host:port, separated by commas."),
            option(KAFKA_PORT)
                    .group(KAFKA)
                    .onlyIn(STANDALONE)
                    .type(INT)
                    .byDefault(9092)
                    .valid(between(0, 65_535))
                    .doc("Port of the embedded broker on 127.0.0.1; 0 for a free one."),
            option(PARTITIONS)
                    .group(KAFKA)
                    .onlyIn(STANDALONE)
                    .type(INT)
                    .byDefault(4)
                    .valid(between(1, 1_000))
                    .doc(
                            "Partitions of job-commands when it is created. Fixed from then on: a job stays where its key has"
                                    + " put it."),
            option(RETENTION_MS)
                    .group(ENGINE)
                    .type(LONG)
                    .byDefault(Duration.ofHours(24).toMillis())
                    .valid(atLeast(1))
                    .doc("How long an ended job is kept, so that late reports get the right answer, in milliseconds."),
            option(TASK_TOKEN_SECRET)
                    .group(ENGINE)
                    .type(PASSWORD)
                    .byDefault("")
                    .doc(
                            "What task tokens are signed with: 16 bytes or more, the same on all nodes. Several separated by commas:"
                                    + " the first signs, the others still count. Empty: standalone keeps one of its own in its data folder; a"
                                    + " cluster hands out no task tokens."),
            option(STREAM_THREADS)
                    .group(ENGINE)
                    .type(INT)
                    .byDefault(1)
                    .valid(between(1, 256))
                    .doc("Threads that decide commands; more than there are partitions are of no use."),
            option(STANDBY_REPLICAS)
                    .group(ENGINE)
                    .onlyIn(CLUSTER)
                    .type(INT)
                    .byDefault(0)
                    .valid(between(0, 10))
                    .doc("Copies of each state store on other nodes: with one, another node takes over in seconds."),
            option(COMMIT_INTERVAL_MS)
                    .group(ENGINE)
                    .byDefault(AUTO)
                    .valid(Checks.autoOrPositive())
                    .doc(
                            "Milliseconds between commits, which an answer waits for unless its command came alone. auto: 10 with the role gateway, else 100."),
            option(TICK_MS)
                    .group(ENGINE)
                    .type(LONG)
                    .byDefault(20L)
                    .valid(between(1, 10_000))
                    .doc("Milliseconds between looks at the due index: about how late a retry can be."),
            option(DUE_BUDGET)
                    .group(ENGINE)
                    .type(INT)
                    .byDefault(1_000)
                    .valid(between(1, 1_000_000))
                    .doc("Most due rows that one look acts on before commands have their turn."),
            option(DUE_BUDGET_MS)
                    .group(ENGINE)
                    .type(LONG)
                    .byDefault(20L)
                    .valid(between(1, 10_000))
                    .doc("Longest that one look at the due index takes, in milliseconds."),
            option(MOST_IN_FLIGHT)
                    .group(GATEWAY)
                    .type(INT)
                    .byDefault(2_000)
                    .valid(between(1, 1_000_000))
                    .doc("Most commands over HTTP that wait for their answer; what goes beyond is refused with 503."),
            option(ANSWER_TIMEOUT_MS)
                    .group(GATEWAY)
                    .type(LONG)
                    .byDefault(9_000L)
                    .valid(between(100, 600_000))
                    .doc(
                            "How long an answer of the engine is waited for, in milliseconds; then 504. Less than clients wait."),
            option(MOST_WAITERS)
                    .group(GATEWAY)
                    .type(INT)
                    .byDefault(5_000)
                    .valid(between(1, 1_000_000))
                    .doc("Most polls for jobs that wait at a time; what goes beyond is refused with 503."),
            option(LINGER_MS)
                    .group(GATEWAY)
                    .type(LONG)
                    .byDefault(0L)
                    .valid(between(0, 100))
                    .doc("How long a command waits for company before it is sent, in milliseconds."),
            option(CAMUNDA7_STRICT_STATUS)
                    .group(GATEWAY)
                    .byDefault("true")
                    .valid(Checks.oneOf("true", "false"))
                    .doc(
                            "Whether the Camunda 7 API answers 500 to mistakes of the caller where Camunda does so (a missing"
                                    + " workerId, negative retries); if false, 400."),
            option(CREDENTIALS_FILE)
                    .group(GATEWAY)
                    .byDefault("")
                    .doc(
                            "File with the access keys of the cloud APIs (AWS CodePipeline, Alibaba CloudFlow), each bound to a"
                                    + " tenant: lines key.<id>.secret=… and key.<id>.tenant=…. Read again when it changes. Empty:"
                                    + " no keys."),
            option(SIGNATURE_CHECK)
                    .group(GATEWAY)
                    .byDefault(AUTO)
                    .valid(Checks.oneOf(AUTO, "off", "known-key", "full"))
                    .doc(
                            "What the cloud APIs ask of a request: off for nothing, known-key for a key of the credentials file,"
                                    + " full for a right signature. auto: off if http-host is a loopback address and callers"
                                    + " need not say who they are, else full."),
            option(CLOUDFLOW_CALLS_PER_SECOND)
                    .group(CLOUDFLOW)
                    .type(INT)
                    .byDefault(1_000)
                    .valid(between(0, 1_000_000))
                    .doc(
                            "How many calls of one access key a node takes each second in the long run; what goes beyond is answered with"
                                    + " ResourceThrottled. 0 for no limit. (Alibaba: 2.)"),
            option(CLOUDFLOW_BURST)
                    .group(CLOUDFLOW)
                    .type(INT)
                    .byDefault(2_000)
                    .valid(between(1, 1_000_000))
                    .doc("How many calls of one access key may come at once. (Alibaba: 10.)"),
            option(CODEPIPELINE_ACKNOWLEDGE_MS)
                    .group(CODEPIPELINE)
                    .type(LONG)
                    .byDefault(60_000L)
                    .valid(between(1, 86_400_000))
                    .doc(
                            "How long a polled job waits for AcknowledgeJob before it is handed out again, in milliseconds."),
            option(CODEPIPELINE_JOB_TIMEOUT_MS)
                    .group(CODEPIPELINE)
                    .type(LONG)
                    .byDefault(3_600_000L)
                    .valid(between(1, 31_622_400_000L))
                    .doc(
                            "How long the work on an acknowledged job may take before it is handed out again, in milliseconds."
                                    + " More than codepipeline-acknowledge-ms."),
            option(CODEPIPELINE_CLOCK_SKEW_MS)
                    .group(CODEPIPELINE)
                    .type(LONG)
                    .byDefault(300_000L)
                    .valid(between(1_000, 86_400_000))
                    .doc("How far the clock of a caller may be off where signatures are checked, in milliseconds."),
            option(CODEPIPELINE_REGION)
                    .group(CODEPIPELINE)
                    .byDefault("")
                    .doc("The one region that signatures may be scoped to. Empty: any."),
            option(CODEPIPELINE_UNACKNOWLEDGED_RESULTS)
                    .group(CODEPIPELINE)
                    .byDefault("refuse")
                    .valid(Checks.oneOf("refuse", "accept"))
                    .doc("What becomes of results for jobs that nobody has acknowledged, as AWS Lambda sends them."),
            option(CODEPIPELINE_ACTION_TYPES)
                    .group(CODEPIPELINE)
                    .type(LIST)
                    .byDefault("")
                    .doc(
                            "The action types that there are, as Category/Provider/Version, separated by commas: a poll for"
                                    + " another one ends with ActionTypeNotFoundException. Empty: all that are asked for."),
            option(SCHEMA_REGISTRY_URL)
                    .group(SCHEMAS)
                    .byDefault("")
                    .doc(
                            "Schema registry that speaks the Confluent API; several URLs separated by commas. Empty: the fixed"
                                    + " catalogue, which the node itself serves under /schemas and /subjects."),
            option(SCHEMA_REGISTRY_USER_INFO)
                    .group(SCHEMAS)
                    .type(PASSWORD)
                    .byDefault("")
                    .doc("user:password for the registry."),
            option(LOG_FORMAT)
                    .group(LOGGING)
                    .byDefault(AUTO)
                    .valid(Checks.oneOf(AUTO, "text", "json"))
                    .doc(
                            "Form of the log on stderr: text, or json with an object a line. auto: text in standalone, else"
                                    + " json."),
            option(LOG_LEVEL)
                    .group(LOGGING)
                    .byDefault("info")
                    .valid(Checks.oneOf("trace", "debug", "info", "warn", "error"))
                    .doc("Lowest level at which Reprise's own messages are logged. Kafka's are from warn on."));

    private static final List<Option> ALL = Stream.of(HTTP_OPTIONS, SecurityOptions.ALL, OTHERS, BoundOptions.all())
            .flatMap(List::stream)
            .toList();

    private NodeOptions() {}

    /** All options, in order. */
    public static List<Option> all() {
        return ALL;
    }

    /** The options of a mode, in order. */
    public static List<Option> of(Mode mode) {
        return ALL.stream().filter(option -> option.modes().contains(mode)).toList();
    }

    static Optional<Option> find(String name) {
        return ALL.stream().filter(option -> option.name().equals(name)).findFirst();
    }

    static ConfigDef definitions(Mode mode) {
        ConfigDef definitions = new ConfigDef();
        of(mode).forEach(option -> definitions.define(option.key()));
        return definitions;
    }
}
