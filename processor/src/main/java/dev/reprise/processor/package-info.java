/** The engine, and the Kafka Streams topology that runs it. */
@NullMarked
package dev.reprise.processor;

import org.jspecify.annotations.NullMarked;
