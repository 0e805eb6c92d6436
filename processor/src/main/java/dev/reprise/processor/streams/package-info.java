/** The Kafka Streams shell around the engine: topology, stores, due scan, reads. */
@NullMarked
package dev.reprise.processor.streams;

import org.jspecify.annotations.NullMarked;
