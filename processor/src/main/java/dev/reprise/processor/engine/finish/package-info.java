/** Deciding what ends a job: CompleteJob, ThrowJobError, CancelJob. */
@NullMarked
package dev.reprise.processor.engine.finish;

import org.jspecify.annotations.NullMarked;
