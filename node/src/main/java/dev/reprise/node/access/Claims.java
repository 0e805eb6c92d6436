package dev.reprise.node.access;

import dev.reprise.query.access.Principal;
import dev.reprise.query.access.Role;
import dev.reprise.query.access.Tenants;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/**
 * Reads who somebody is from the claims of a token. Roles are read, work, operate, also as {@code reprise.read} or {@code reprise:read};
 * words that are none of these belong to other systems.
 *
 * @param rolesPath a claim, or a path of claims separated by dots; its value is a list, or words separated by spaces or commas
 * @param tenantsPath the same for tenants; {@code *} is every tenant, and without the claim it is the default tenant
 */
record Claims(String rolesPath, String tenantsPath) {
    private static final int LONGEST_NAME = 200;

    Principal principal(JwtClaims claims) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : words(at(claims, rolesPath))) {
            Role.ofText(word.replaceFirst("^reprise[.:]", "")).ifPresent(roles::add);
        }
        List<String> tenants = words(at(claims, tenantsPath));
        return new Principal(
                name(claims),
                roles,
                tenants.contains(KeyFile.EVERY_TENANT)
                        ? Tenants.ALL
                        : Tenants.of(tenants.isEmpty() ? List.of(Tenants.DEFAULT) : tenants));
    }

    /** For logs: the subject, or the client where there is none. */
    private static String name(JwtClaims claims) {
        for (String claim : List.of("sub", "client_id", "azp")) {
            if (claims.getClaimValue(claim) instanceof String name && !name.isBlank()) {
                return name.substring(0, Math.min(LONGEST_NAME, name.length()));
            }
        }
        return "token";
    }

    /** The claim of this very name if there is one (some are addresses, with dots in them), else the one at the end of the path. */
    private static @Nullable Object at(JwtClaims claims, String path) {
        Object value = claims.getClaimValue(path);
        if (value != null) {
            return value;
        }
        Object found = claims.getClaimsMap();
        for (String step : path.split("\\.", -1)) {
            found = found instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return found;
    }

    private static List<String> words(@Nullable Object value) {
        List<String> words = new ArrayList<>();
        if (value instanceof Collection<?> list) {
            list.stream().filter(String.class::isInstance).forEach(word -> words.add((String) word));
        } else if (value instanceof String text) {
            for (String word : text.split("[ ,]+", -1)) {
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }
        return words;
    }
}
