/** Throughput from Kafka to committed events, beside a bare topology. */
@NullMarked
package dev.reprise.bench.kafka;

import org.jspecify.annotations.NullMarked;
