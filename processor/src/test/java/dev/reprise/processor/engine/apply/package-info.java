@NullMarked
package dev.reprise.processor.engine.apply;

import org.jspecify.annotations.NullMarked;
