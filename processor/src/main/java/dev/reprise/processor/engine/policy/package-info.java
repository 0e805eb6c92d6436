/** The retry policy as a pure function. */
@NullMarked
package dev.reprise.processor.engine.policy;

import org.jspecify.annotations.NullMarked;
