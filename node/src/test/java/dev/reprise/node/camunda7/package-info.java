@NullMarked
package dev.reprise.node.camunda7;

import org.jspecify.annotations.NullMarked;
