/** Handing out jobs: asking the partitions in turn, and long polls that sleep until there is something to ask for. */
@NullMarked
package dev.reprise.gateway.activation;

import org.jspecify.annotations.NullMarked;
