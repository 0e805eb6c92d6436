@NullMarked
package dev.reprise.node.demo;

import org.jspecify.annotations.NullMarked;
