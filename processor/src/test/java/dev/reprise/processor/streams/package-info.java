@NullMarked
package dev.reprise.processor.streams;

import org.jspecify.annotations.NullMarked;
