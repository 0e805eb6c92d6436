package dev.reprise.faults.load;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Base URLs of the nodes, each taken in turn, as by a load balancer that knows nothing of them. */
public final class Nodes {
    private final List<String> urls;
    private final AtomicInteger next = new AtomicInteger();

    public Nodes(List<String> urls) {
        this.urls = List.copyOf(urls);
    }

    String next() {
        return urls.get(Math.floorMod(next.getAndIncrement(), urls.size()));
    }

    int count() {
        return urls.size();
    }
}
