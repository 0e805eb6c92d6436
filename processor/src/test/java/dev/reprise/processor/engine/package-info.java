/** Specs of the engine: given commands, when a command, then events; on plain maps and again on TopologyTestDriver. */
@NullMarked
package dev.reprise.processor.engine;

import org.jspecify.annotations.NullMarked;
