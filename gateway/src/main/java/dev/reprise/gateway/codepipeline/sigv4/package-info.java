/** AWS Signature Version 4, checked. */
@NullMarked
package dev.reprise.gateway.codepipeline.sigv4;

import org.jspecify.annotations.NullMarked;
