/** The process: command line, configuration, embedded broker, health and metrics. */
@NullMarked
package dev.reprise.node;

import org.jspecify.annotations.NullMarked;
