@NullMarked
package dev.reprise.faults.fault;

import org.jspecify.annotations.NullMarked;
