/**
 * Checks what came out of a load: the log against the rules of a job, and what clients were told against the log. It knows the rules
 * from the contracts and shares no code with the engine: who shares its code shares its faults.
 */
@NullMarked
package dev.reprise.faults.check;

import org.jspecify.annotations.NullMarked;
