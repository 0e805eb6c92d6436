/** What all client verbs share: calling a node over HTTP, and showing answers. */
@NullMarked
package dev.reprise.node.cli.client;

import org.jspecify.annotations.NullMarked;
