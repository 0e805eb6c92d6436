package dev.reprise.node.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reprise.query.http.ErrorAnswer;
import dev.reprise.query.http.ErrorForm;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.RequestHead;

/** Errors below {@code /schemas} and {@code /subjects} that are found before the registry is asked, in its form: a code and a message. */
public final class RegistryErrors implements ErrorForm {
    private static final int FIRST_OF_STATUS = 100;

    @Override
    public boolean speaks(RequestHead request) {
        return request.path().startsWith("/schemas") || request.path().startsWith("/subjects");
    }

    @Override
    public ErrorAnswer answer(Problem problem, RequestHead request) {
        int status = problem.type().status();
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("error_code", status * FIRST_OF_STATUS + 1)
                .put("message", problem.detail())
                .toString();
        return new ErrorAnswer(status, SchemaRegistryRoutes.MEDIA_TYPE, problem.headers(), body);
    }
}
