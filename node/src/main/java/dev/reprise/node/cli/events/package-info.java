/** Following what happens, over Kafka. */
@NullMarked
package dev.reprise.node.cli.events;

import org.jspecify.annotations.NullMarked;
