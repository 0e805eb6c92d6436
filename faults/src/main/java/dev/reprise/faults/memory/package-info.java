/** What the clients of a load remember: what they sent, what they were told, and which jobs they were handed. */
@NullMarked
package dev.reprise.faults.memory;

import org.jspecify.annotations.NullMarked;
