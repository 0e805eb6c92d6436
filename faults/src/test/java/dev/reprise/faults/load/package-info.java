@NullMarked
package dev.reprise.faults.load;

import org.jspecify.annotations.NullMarked;
