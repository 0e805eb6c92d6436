/** The native HTTP API for writing: commands of jobs and incidents, handing out jobs, retry policies. */
@NullMarked
package dev.reprise.gateway.nativeapi;

import org.jspecify.annotations.NullMarked;
