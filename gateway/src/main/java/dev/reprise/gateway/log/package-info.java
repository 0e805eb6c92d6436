/** Reading and writing Kafka so that a caller can be told the truth: what was appended, what was not, what is unknown. */
@NullMarked
package dev.reprise.gateway.log;

import org.jspecify.annotations.NullMarked;
