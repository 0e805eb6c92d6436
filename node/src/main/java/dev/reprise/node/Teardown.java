package dev.reprise.node;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been opened, to be closed in the opposite order. A close that fails is logged and does not keep the rest open. */
final class Teardown implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Teardown.class);

    private final Deque<Opened> opened = new ArrayDeque<>();

    private record Opened(String name, AutoCloseable resource) {}

    /** Remembers a resource, and returns it. */
    synchronized <T extends AutoCloseable> T add(String name, T resource) {
        opened.push(new Opened(name, resource));
        return resource;
    }

    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            Opened last = opened.pop();
            long begin = System.nanoTime();
            try {
                last.resource.close();
                LOG.debug("Closed {} in {} ms", last.name, (System.nanoTime() - begin) / 1_000_000);
            } catch (Exception e) {
                LOG.warn("Failed to close {}", last.name, e);
            }
        }
    }
}
