/** Alibaba's own CloudFlow clients against a node. */
@NullMarked
package dev.reprise.node.cloudflow;

import org.jspecify.annotations.NullMarked;
