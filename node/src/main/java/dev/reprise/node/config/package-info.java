/** What a node can be told, from the command line, the environment and a file. */
@NullMarked
package dev.reprise.node.config;

import org.jspecify.annotations.NullMarked;
