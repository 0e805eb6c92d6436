/** Deciding what follows when something falls due. */
@NullMarked
package dev.reprise.processor.engine.due;

import org.jspecify.annotations.NullMarked;
