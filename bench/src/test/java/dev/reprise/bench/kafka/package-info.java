@NullMarked
package dev.reprise.bench.kafka;

import org.jspecify.annotations.NullMarked;
