package dev.reprise.processor.streams;

import org.apache.kafka.streams.KafkaStreams;

/** Is told how the engine is doing. Called by its threads: to be quick, and not to close it from within. */
public interface StreamsListener {
    /** Does nothing. */
    StreamsListener NONE = new StreamsListener() {};

    default void stateChanged(KafkaStreams.State now, KafkaStreams.State before) {}

    /** The engine has given up and will not come back by itself: this node needs a person, or a restart. */
    default void gaveUp(Throwable fault) {}
}
