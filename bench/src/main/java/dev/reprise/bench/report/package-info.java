/** What a run says: numbers for machines, a table for people. */
@NullMarked
package dev.reprise.bench.report;

import org.jspecify.annotations.NullMarked;
