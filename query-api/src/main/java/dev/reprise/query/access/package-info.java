/** Who calls, and what they may do and see. Decided once for each request, before its route is asked. */
@NullMarked
package dev.reprise.query.access;

import org.jspecify.annotations.NullMarked;
