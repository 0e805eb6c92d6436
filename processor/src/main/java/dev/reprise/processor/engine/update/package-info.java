/** Deciding UpdateJob. */
@NullMarked
package dev.reprise.processor.engine.update;

import org.jspecify.annotations.NullMarked;
