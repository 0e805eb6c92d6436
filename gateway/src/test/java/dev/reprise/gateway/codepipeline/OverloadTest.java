package dev.reprise.gateway.codepipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemTypes;
import org.junit.jupiter.api.Test;

class OverloadTest {
    @Test
    void whatIsRefusedAtTheDoorIsThrottledSoThatSdksComeAgain() {
        AwsError error = Faults.error(Problem.of(ProblemTypes.OVERLOADED, "too much"));

        assertThat(error).isEqualTo(AwsError.throttled());
    }
}
