/** The Camunda 8 API of a node, as its clients use it. */
@NullMarked
package dev.reprise.node.camunda8;

import org.jspecify.annotations.NullMarked;
