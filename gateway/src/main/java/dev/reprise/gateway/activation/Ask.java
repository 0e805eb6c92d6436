package dev.reprise.gateway.activation;

import dev.reprise.command.ActivateJobs;
import java.util.List;

/**
 * One question to one partition.
 *
 * @param waiter the poll that it is for
 * @param lines the lines that it is about
 * @param notices what {@link Shelf#asked} said, line by line
 */
record Ask(Waiter waiter, ActivateJobs command, int partition, List<Line> lines, List<Long> notices) {}
