package dev.reprise.faults.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Base URLs of the nodes, each taken in turn, as by a load balancer that knows nothing of them. */
public final class Nodes {
    private final List<String> urls;
    private final AtomicInteger next = new AtomicInteger();

    public Nodes(List<String> urls) {
        this.urls = List.copyOf(urls);
    }

    /** All of them, beginning with the one whose turn it is: who is refused goes on to the next. */
    List<String> inTurn() {
        return from(next.getAndIncrement());
    }

    /** All of them, beginning with this one; numbers go round. */
    List<String> from(int first) {
        List<String> turned = new ArrayList<>(urls);
        Collections.rotate(turned, -Math.floorMod(first, urls.size()));
        return turned;
    }

    int count() {
        return urls.size();
    }
}
