/** Deciding FailJob. */
@NullMarked
package dev.reprise.processor.engine.fail;

import org.jspecify.annotations.NullMarked;
