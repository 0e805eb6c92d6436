@NullMarked
package dev.reprise.bench.report;

import org.jspecify.annotations.NullMarked;
