@NullMarked
package dev.reprise.processor.engine.activate;

import org.jspecify.annotations.NullMarked;
