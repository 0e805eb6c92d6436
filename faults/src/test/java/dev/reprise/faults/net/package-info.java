@NullMarked
package dev.reprise.faults.net;

import org.jspecify.annotations.NullMarked;
