package dev.reprise.gateway.cloudflow;

import dev.reprise.query.http.ErrorAnswer;
import dev.reprise.query.http.ErrorForm;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemTypes;
import dev.reprise.query.http.RequestHead;
import java.util.LinkedHashMap;
import java.util.Map;

/** Errors that happen before or beside an operation, in CloudFlow's form. */
final class FlowErrors implements ErrorForm {
    @Override
    public boolean speaks(RequestHead request) {
        return Speakers.certain(request.query(), request::header)
                || (request.path().equals("/") && Speakers.possible(request.method(), request::header));
    }

    @Override
    public ErrorAnswer answer(Problem problem, RequestHead request) {
        Refused refused = refused(problem, request.method());
        FlowAnswer answer = FlowAnswer.refused(refused, RequestIds.anew(), FlowRoute.host(request.header("Host")));
        Map<String, String> headers = new LinkedHashMap<>(problem.headers());
        headers.putAll(answer.headers());
        return new ErrorAnswer(answer.status(), FlowAnswer.MEDIA_TYPE, headers, answer.body());
    }

    private static Refused refused(Problem problem, String method) {
        if (problem.type().equals(ProblemTypes.OVERLOADED)) {
            return FlowError.RESOURCE_THROTTLED.with();
        }
        return switch (problem.type().status()) {
            case 405 -> FlowError.UNSUPPORTED_HTTP_METHOD.with(method);
            case 413, 414, 431 -> FlowError.ENTITY_TOO_LARGE.with(CallReader.MOST_BYTES);
            case 415 -> FlowError.UNSUPPORTED_MEDIA_TYPE.with();
            case 404 -> FlowError.INVALID_ARGUMENT.with("Expected a call on the path /, but it is on another.");
            default ->
                problem.type().status() < 500
                        ? FlowError.INVALID_ARGUMENT.with(problem.detail())
                        : FlowError.INTERNAL_SERVER_ERROR.with();
        };
    }
}
