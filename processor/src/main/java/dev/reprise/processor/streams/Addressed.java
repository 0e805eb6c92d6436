package dev.reprise.processor.streams;

import org.jspecify.annotations.Nullable;

/**
 * Key of an outgoing record together with the partition that it must go to: Kafka Streams lets a sink choose a partition by key and
 * value alone.
 *
 * @param partition null to leave it to Kafka's own partitioner
 * @param key bytes of the record key; null for none
 */
record Addressed(@Nullable Integer partition, byte @Nullable [] key) {}
