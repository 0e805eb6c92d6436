/**
 * Folds {@code job-events} from the beginning and compares with what the stores hold, field by field: the proof that events are the
 * truth.
 */
@NullMarked
package dev.reprise.processor.replay;

import org.jspecify.annotations.NullMarked;
