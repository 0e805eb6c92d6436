/** Deciding RetryJobNow. */
@NullMarked
package dev.reprise.processor.engine.retry;

import org.jspecify.annotations.NullMarked;
