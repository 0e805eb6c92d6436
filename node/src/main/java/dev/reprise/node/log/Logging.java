package dev.reprise.node.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import org.slf4j.LoggerFactory;

/** Sets up the log. Everything goes to stderr: stdout belongs to answers. */
public final class Logging {
    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{0} - %msg%n";

    private Logging() {}

    /**
     * From now on logs in this form.
     *
     * @param json whether each message is a JSON object on a line of its own, rather than text for people
     * @param level lowest level of Reprise's own messages; those of libraries are logged from WARN on
     */
    public static void start(boolean json, String level) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        context.reset();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setName("STDERR");
        stderr.setTarget(ConsoleTarget.SystemErr.getName());
        stderr.setEncoder(json ? started(context, new JsonLines()) : text(context));
        stderr.addFilter(new KnownNoise());
        stderr.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(stderr);
        context.getLogger("dev.reprise").setLevel(Level.toLevel(level));
        // Lists all settings that one client of several does not know; the same map serves all of them.
        context.getLogger("org.apache.kafka.clients.admin.AdminClientConfig").setLevel(Level.ERROR);
        context.getLogger("org.apache.kafka.clients.consumer.ConsumerConfig").setLevel(Level.ERROR);
        context.getLogger("org.apache.kafka.clients.producer.ProducerConfig").setLevel(Level.ERROR);
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(PATTERN);
        return started(context, encoder);
    }

    private static <E extends Encoder<ILoggingEvent>> E started(LoggerContext context, E encoder) {
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }
}
