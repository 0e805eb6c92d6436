/** Who may call this node: API keys, passwords, tokens of an identity provider, and the secret of its cluster. */
@NullMarked
package dev.reprise.node.access;

import org.jspecify.annotations.NullMarked;
