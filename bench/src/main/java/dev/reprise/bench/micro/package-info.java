/** JMH benchmarks of what happens within the processor. */
@NullMarked
package dev.reprise.bench.micro;

import org.jspecify.annotations.NullMarked;
