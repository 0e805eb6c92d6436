/** Access keys of the cloud dialects: who a caller is, and whose jobs it may touch. */
@NullMarked
package dev.reprise.gateway.credentials;

import org.jspecify.annotations.NullMarked;
