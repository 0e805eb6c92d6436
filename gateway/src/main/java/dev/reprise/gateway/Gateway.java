package dev.reprise.gateway;

import dev.reprise.gateway.activation.Activations;
import dev.reprise.gateway.commands.CommandGateway;
import dev.reprise.gateway.commands.GatewaySettings;
import dev.reprise.gateway.log.KafkaClients;
import dev.reprise.gateway.log.LogWriter;
import dev.reprise.gateway.log.ProductionClients;
import dev.reprise.processor.metrics.Metrics;
import dev.reprise.schemas.RecordSerdes;
import java.time.Duration;
import java.util.Map;

/** What every HTTP API of workers stands on: commands with awaited answers, and handing out jobs. */
public final class Gateway implements AutoCloseable {
    private final LogWriter writer;
    private final CommandGateway commands;
    private final Activations activations;

    private Gateway(LogWriter writer, CommandGateway commands, Activations activations) {
        this.writer = writer;
        this.commands = commands;
        this.activations = activations;
    }

    /**
     * A gateway to a cluster, on its way: it becomes {@link #ready} by itself.
     *
     * @param kafka settings of all Kafka clients: bootstrap.servers, security and so on
     */
    public static Gateway start(GatewaySettings settings, Map<String, ?> kafka, RecordSerdes serdes, Metrics metrics) {
        return start(settings, new ProductionClients(kafka, settings.delivery(), settings.linger()), serdes, metrics);
    }

    /** The same with other clients. */
    public static Gateway start(GatewaySettings settings, KafkaClients clients, RecordSerdes serdes, Metrics metrics) {
        LogWriter writer = new LogWriter(clients);
        CommandGateway commands = CommandGateway.start(settings, clients, writer, serdes, metrics);
        return new Gateway(writer, commands, Activations.start(settings, commands, clients, serdes, metrics));
    }

    public CommandGateway commands() {
        return commands;
    }

    public Activations activations() {
        return activations;
    }

    /** For records that are no commands. */
    public LogWriter writer() {
        return writer;
    }

    /** Whether it takes commands and wakes long polls. */
    public boolean ready() {
        return commands.ready() && activations.ready();
    }

    /** Lets go of all polls that sleep, and takes no more, since the node is about to stop. Returns at once. */
    public void drain() {
        activations.drain();
    }

    /** Refuses what comes, answers what waits, and ends within seconds. */
    @Override
    public void close() {
        activations.close();
        commands.close();
        writer.close(Duration.ofSeconds(1));
    }
}
