@NullMarked
package dev.reprise.node.http;

import org.jspecify.annotations.NullMarked;
