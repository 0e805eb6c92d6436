package dev.reprise.node.broker;

import java.util.function.Consumer;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Faults inside the broker: the harmless are logged, the fatal are told to the owner, who decides what becomes of the process. */
final class BrokerFaults implements FaultHandlerFactory {
    private static final Logger log = LoggerFactory.getLogger(BrokerFaults.class);

    private final Consumer<Throwable> onFatal;

    BrokerFaults(Consumer<Throwable> onFatal) {
        this.onFatal = onFatal;
    }

    @Override
    public FaultHandler build(String name, boolean fatal, Runnable action) {
        return fatal ? new Fatal(name, action) : new LoggingFaultHandler(name, action);
    }

    private final class Fatal implements FaultHandler {
        private final String name;
        private final Runnable action;

        Fatal(String name, Runnable action) {
            this.name = name;
            this.action = action;
        }

        @Override
        public RuntimeException handleFault(String message, @Nullable Throwable cause) {
            log.error("Fatal fault of the Kafka broker ({}): {}", name, message, cause);
            RuntimeException fault = new IllegalStateException(name + ": " + message, cause);
            action.run();
            onFatal.accept(fault);
            return fault;
        }
    }
}
