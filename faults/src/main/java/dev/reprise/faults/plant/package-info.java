/** Bugs that are planted on purpose, to see that the checker finds them, and a clock that can be set; for processes under test. */
@NullMarked
package dev.reprise.faults.plant;

import org.jspecify.annotations.NullMarked;
