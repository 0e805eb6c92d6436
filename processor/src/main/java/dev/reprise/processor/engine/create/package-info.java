/** Deciding CreateJob. */
@NullMarked
package dev.reprise.processor.engine.create;

import org.jspecify.annotations.NullMarked;
