/** Callers of Alibaba Cloud CloudFlow (API 2019-03-15): reports on tasks, by their task tokens. */
@NullMarked
package dev.reprise.gateway.cloudflow;

import org.jspecify.annotations.NullMarked;
