/** Creating and checking topics. */
@NullMarked
package dev.reprise.node.topics;

import org.jspecify.annotations.NullMarked;
