package dev.reprise.gateway.codepipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidationTest {
    @Test
    void saysWhatIsMissing() {
        assertThat(error("{}", input -> {
                    input.required("jobId", Constraints.JOB_ID);
                    input.requiredStructure("failureDetails").required("type", Constraints.FAILURE_TYPE);
                }))
                .isEqualTo(
                        AwsError.validation(
                                "2 validation errors detected: Value null at 'jobId' failed to satisfy constraint: Member must not be null; "
                                        + "Value null at 'failureDetails' failed to satisfy constraint: Member must not be null"));
    }

    @Test
    void saysWhatAStringMustBe() {
        assertThat(error("{'jobId':'XYZ'}", input -> input.required("jobId", Constraints.JOB_ID))
                        .message())
                .isEqualTo(
                        "1 validation error detected: Value 'XYZ' at 'jobId' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
        assertThat(error(
                                "{'d':{'type':'Nonsense'}}",
                                input -> input.requiredStructure("d").required("type", Constraints.FAILURE_TYPE))
                        .message())
                .isEqualTo(
                        "1 validation error detected: Value 'Nonsense' at 'd.type' failed to satisfy constraint: Member must satisfy enum value set: [JobFailed, ConfigurationError, PermissionError, RevisionOutOfSync, RevisionUnavailable, SystemUnavailable]");
        assertThat(error("{'message':''}", input -> input.required("message", Constraints.MESSAGE))
                        .message())
                .endsWith(
                        "Value '' at 'message' failed to satisfy constraint: Member must have length greater than or equal to 1");
        assertThat(error("{'nonce':'" + "n".repeat(51) + "'}", input -> input.required("nonce", Constraints.NONCE))
                        .message())
                .endsWith("at 'nonce' failed to satisfy constraint: Member must have length less than or equal to 50");
        assertThat(error("{'provider':''}", input -> input.required("provider", Constraints.PROVIDER))
                        .message())
                .isEqualTo(
                        "2 validation errors detected: Value '' at 'provider' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9A-Za-z_-]+; "
                                + "Value '' at 'provider' failed to satisfy constraint: Member must have length greater than or equal to 1");
    }

    @Test
    void countsCharactersAndNotHalvesOfThem() {
        Members input = members("{'message':'" + "😀".repeat(5000) + "'}");
        input.required("message", Constraints.MESSAGE);
        input.require();
        assertThat(error("{'message':'" + "é".repeat(5001) + "'}", it -> it.required("message", Constraints.MESSAGE))
                        .message())
                .endsWith("Member must have length less than or equal to 5000")
                .hasSizeLessThan(1300);
    }

    @Test
    void saysWhatANumberMustBe() {
        assertThat(error("{'maxBatchSize':0}", input -> input.number("maxBatchSize", 1, Integer.MAX_VALUE))
                        .message())
                .isEqualTo(
                        "1 validation error detected: Value '0' at 'maxBatchSize' failed to satisfy constraint: Member must have value greater than or equal to 1");
        assertThat(error("{'percentComplete':101}", input -> input.number("percentComplete", 0, 100))
                        .message())
                .endsWith("Member must have value less than or equal to 100");
    }

    @Test
    void saysWhatAMapMustBe() {
        assertThat(error("{'queryParam':{'a':'b','c':'d'}}", ValidationTest::queryParam)
                        .message())
                .isEqualTo(
                        "1 validation error detected: Value '{a=b, c=d}' at 'queryParam' failed to satisfy constraint: Member must have length less than or equal to 1");
        assertThat(error("{'queryParam':{'a':'b c'}}", ValidationTest::queryParam)
                        .message())
                .endsWith(
                        "Map value must satisfy constraint: [Member must have length less than or equal to 50, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+]");
        assertThat(error("{'queryParam':{'" + "k".repeat(51) + "':'b'}}", ValidationTest::queryParam)
                        .message())
                .endsWith(
                        "Map keys must satisfy constraint: [Member must have length less than or equal to 50, Member must have length greater than or equal to 1]");
    }

    @Test
    void aWrongTypeOfJsonIsNoMatterOfConstraints() {
        for (String body : new String[] {
            "[]",
            "1",
            "\"x\"",
            "{",
            "{'a':",
            "nonsense",
            "{'jobId':1}",
            "{'jobId':{}}",
            "{'jobId':[]}",
            "{'jobId':true}"
        }) {
            assertThat(error(body, input -> input.required("jobId", Constraints.JOB_ID))
                            .code())
                    .as(body)
                    .isEqualTo("SerializationException");
        }
        assertThat(error("{'n':'1'}", input -> input.number("n", 0, 1)).code()).isEqualTo("SerializationException");
        assertThat(error("{'n':1.5}", input -> input.number("n", 0, 1)).code()).isEqualTo("SerializationException");
        assertThat(error("{'s':'x'}", input -> input.structure("s")).code()).isEqualTo("SerializationException");
        assertThat(error("{'queryParam':{'a':1}}", ValidationTest::queryParam).code())
                .isEqualTo("SerializationException");
    }

    @Test
    void whatIsUnknownOrNullIsPassedOver() {
        Members input = members("{'jobId':'11111111-2222-3333-4444-555555555555','more':[1],'continuationToken':null}");
        assertThat(input.required("jobId", Constraints.JOB_ID)).startsWith("1111");
        assertThat(input.text("continuationToken", Constraints.CONTINUATION_TOKEN))
                .isNull();
        assertThat(Members.of(new byte[0]).structure("x")).isEmpty();
        input.require();
    }

    @Test
    void actionTypesAndJobTypesStandForEachOther() {
        ActionType first = new ActionType("Build", "Custom", "site", "1");
        assertThat(first.jobType(Map.of())).isEqualTo("site");
        assertThat(first.jobType(Map.of("Project", "a"))).isEqualTo("site?Project=a");
        ActionType second = new ActionType("Test", "ThirdParty", "site", "2_b");
        assertThat(second.jobType(Map.of("Project", "a"))).isEqualTo("site:2_b?Project=a");
        assertThat(ActionType.of("site:2_b?Project=a", second.worker("AKID"))).isEqualTo(second);
        assertThat(ActionType.queryable("site:2_b?Project=a")).isEqualTo(Map.of("Project", "a"));
        assertThat(ActionType.of("payment.charge", "camunda-worker"))
                .isEqualTo(new ActionType("Invoke", "Custom", "payment.charge", "1"));
    }

    @Test
    void failuresFollowTheirTypes() {
        assertThat(FailurePolicy.after("JobFailed", 3, 1).retries()).isEqualTo(2);
        assertThat(FailurePolicy.after("JobFailed", 1, 3).retries()).isZero();
        assertThat(FailurePolicy.after("ConfigurationError", 3, 1).retries()).isZero();
        assertThat(FailurePolicy.after("PermissionError", 3, 1).retries()).isZero();
        assertThat(FailurePolicy.after("SystemUnavailable", 1, 1).retries()).isEqualTo(1);
        assertThat(FailurePolicy.after("SystemUnavailable", 3, 3).backOff()).hasSeconds(4);
        assertThat(FailurePolicy.after("SystemUnavailable", 3, 1000).backOff()).hasMinutes(1);
        assertThat(FailurePolicy.after("RevisionOutOfSync", 3, 2).backOff()).hasMinutes(1);
        assertThat(FailurePolicy.after("RevisionUnavailable", 3, 0).backOff()).hasSeconds(30);
        assertThat(FailurePolicy.after("RevisionUnavailable", 0, Integer.MAX_VALUE))
                .isEqualTo(new FailurePolicy(0, java.time.Duration.ofMinutes(10)));
    }

    private static void queryParam(Members input) {
        input.map("queryParam", 1, Constraints.QUERY_KEY, Constraints.QUERY_VALUE);
    }

    private static Members members(String body) {
        return Members.of(body.replace('\'', '"').getBytes(UTF_8));
    }

    private static AwsError error(String body, java.util.function.Consumer<Members> read) {
        return catchThrowableOfType(AwsException.class, () -> {
                    Members input = members(body);
                    read.accept(input);
                    input.require();
                })
                .error();
    }
}
