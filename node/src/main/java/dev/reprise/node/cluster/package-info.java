/** Several brokers and nodes on one machine, each a process of its own: to try a cluster out, and to break it on purpose. */
@NullMarked
package dev.reprise.node.cluster;

import org.jspecify.annotations.NullMarked;
