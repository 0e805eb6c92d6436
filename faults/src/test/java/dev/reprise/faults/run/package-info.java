@NullMarked
package dev.reprise.faults.run;

import org.jspecify.annotations.NullMarked;
