/** Deciding what is done about incidents. */
@NullMarked
package dev.reprise.processor.engine.incident;

import org.jspecify.annotations.NullMarked;
