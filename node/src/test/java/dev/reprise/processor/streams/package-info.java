/** Parts of the engine that are tried on a real broker. */
@NullMarked
package dev.reprise.processor.streams;

import org.jspecify.annotations.NullMarked;
