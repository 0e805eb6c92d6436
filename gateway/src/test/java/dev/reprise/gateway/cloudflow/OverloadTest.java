package dev.reprise.gateway.cloudflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.query.http.ErrorAnswer;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemTypes;
import dev.reprise.query.http.RequestHead;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OverloadTest {
    private static final RequestHead REQUEST = new RequestHead() {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/";
        }

        @Override
        public String query() {
            return "";
        }

        @Override
        public @Nullable String header(String name) {
            return null;
        }
    };

    @Test
    void whatIsRefusedAtTheDoorSaysSoInTheWordsOfTheApi() {
        Problem problem = Problem.of(ProblemTypes.OVERLOADED, "too much").retryAfter(Duration.ofSeconds(1));

        ErrorAnswer answer = new FlowErrors().answer(problem, REQUEST);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.body()).contains("ResourceThrottled");
        assertThat(answer.headers()).containsEntry("Retry-After", "1");
    }
}
