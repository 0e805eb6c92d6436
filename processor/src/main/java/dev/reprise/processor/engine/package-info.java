/** The engine: pure Java that decides commands and folds events. It knows no Kafka, no HTTP, no clock and no chance. */
@NullMarked
package dev.reprise.processor.engine;

import org.jspecify.annotations.NullMarked;
