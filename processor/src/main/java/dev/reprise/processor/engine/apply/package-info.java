/** Folds events into state. Only what is here writes. */
@NullMarked
package dev.reprise.processor.engine.apply;

import org.jspecify.annotations.NullMarked;
