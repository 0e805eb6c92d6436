package dev.reprise.processor.streams;

import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Who has a partition.
 *
 * @param host where it is active; empty while nobody is known to have it. It is the node's own {@code application.server} for its own
 */
public record Owner(int partition, Optional<HostInfo> host) {}
