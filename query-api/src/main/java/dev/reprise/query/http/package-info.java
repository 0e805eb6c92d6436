/** What all our HTTP has in common: problem details, JSON, parameters, bodies, and the routes' own index. */
@NullMarked
package dev.reprise.query.http;

import org.jspecify.annotations.NullMarked;
