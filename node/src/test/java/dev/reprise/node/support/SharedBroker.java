package dev.reprise.node.support;

import dev.reprise.node.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One embedded broker for all tests of a JVM, on a free port, in a folder that is gone afterwards: a parameter of type
 * {@link EmbeddedBroker} gets it. Tests share its topics, so they use topics, or job keys, of their own.
 */
public final class SharedBroker implements BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedBroker.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        running(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmbeddedBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context).broker;
    }

    private static Running running(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Running.class, key -> new Running(), Running.class);
    }

    /** Closed by JUnit when all tests are done. */
    private static final class Running implements AutoCloseable {
        private final Path folder;
        private final EmbeddedBroker broker;

        Running() {
            try {
                folder = Files.createTempDirectory("reprise-broker");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            broker = EmbeddedBroker.start(folder, 0, fault -> {
                throw new AssertionError("Expected the shared broker to live as long as the tests", fault);
            });
        }

        @Override
        public void close() throws IOException {
            broker.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
