package dev.reprise.gateway.nativeapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What each answer of the other tests is held against besides. */
class OpenApiTest {
    @Test
    void describesEveryRouteAndNoWriteThatIsNotThere() {
        try (ApiSpec api = new ApiSpec()) {
            Set<String> described = new WriteContract()
                    .operations().stream()
                            .filter(operation -> !operation.startsWith("GET ") || operation.contains("/retry-policies"))
                            .collect(Collectors.toSet());

            assertThat(api.routes())
                    .filteredOn(route -> route.contains(" /v1/"))
                    .containsExactlyInAnyOrderElementsOf(described);
        }
    }
}
