/** AWS's own CodePipeline clients against a node. */
@NullMarked
package dev.reprise.node.codepipeline;

import org.jspecify.annotations.NullMarked;
