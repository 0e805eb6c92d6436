package dev.reprise.gateway.codepipeline;

import dev.reprise.query.http.ErrorAnswer;
import dev.reprise.query.http.ErrorForm;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.RequestHead;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Errors that happen before or beside an operation, in the form of JSON 1.1. */
final class CodePipelineErrors implements ErrorForm {
    @Override
    public boolean speaks(RequestHead request) {
        return speaks(request.header(Operation.TARGET), request.header("Content-Type"));
    }

    /** Whether a request is of AWS's JSON protocol: no other API has these. */
    static boolean speaks(@Nullable String target, @Nullable String contentType) {
        return target != null
                || (contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("application/x-amz-json"));
    }

    @Override
    public ErrorAnswer answer(Problem problem, RequestHead request) {
        AwsError error = Faults.error(problem);
        Map<String, String> headers = new LinkedHashMap<>(problem.headers());
        headers.put(AwsAnswer.ERROR_TYPE, error.code());
        headers.put(AwsAnswer.REQUEST_ID, UUID.randomUUID().toString());
        return new ErrorAnswer(error.status(), AwsAnswer.MEDIA_TYPE, headers, AwsAnswer.json(error));
    }
}
