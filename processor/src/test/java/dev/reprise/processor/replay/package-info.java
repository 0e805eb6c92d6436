@NullMarked
package dev.reprise.processor.replay;

import org.jspecify.annotations.NullMarked;
