/** What is done to a cluster while it is at work. */
@NullMarked
package dev.reprise.faults.fault;

import org.jspecify.annotations.NullMarked;
