/** AWS CodePipeline's API for job workers (2015-07-09): what its unmodified SDKs speak. */
@NullMarked
package dev.reprise.gateway.codepipeline;

import org.jspecify.annotations.NullMarked;
