/** Network between nodes and brokers that can be cut. */
@NullMarked
package dev.reprise.faults.net;

import org.jspecify.annotations.NullMarked;
