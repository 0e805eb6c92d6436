/** Child JVMs of a run, and how to talk to them. */
@NullMarked
package dev.reprise.bench.process;

import org.jspecify.annotations.NullMarked;
