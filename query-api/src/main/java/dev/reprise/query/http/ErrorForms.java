package dev.reprise.query.http;

import static dev.reprise.query.http.ProblemWriter.MEDIA_TYPE;

import io.javalin.http.Context;
import java.util.List;

/** The forms of errors that a server knows: the first that speaks to the caller is taken, else {@code application/problem+json}. */
final class ErrorForms {
    private final List<ErrorForm> forms;

    ErrorForms(List<ErrorForm> forms) {
        this.forms = List.copyOf(forms);
    }

    ErrorAnswer answer(Problem problem, RequestHead request) {
        for (ErrorForm form : forms) {
            if (form.speaks(request)) {
                return form.answer(problem, request);
            }
        }
        return new ErrorAnswer(
                problem.type().status(), MEDIA_TYPE, problem.headers(), ProblemWriter.json(problem, request.path()));
    }

    /** Makes the problem the answer of the request, in place of anything written to it so far. */
    void write(Context ctx, Problem problem) {
        ErrorAnswer answer = answer(problem, RequestHead.of(ctx.req()));
        answer.headers().forEach(ctx::header);
        ctx.status(answer.status());
        ctx.result(answer.bytes());
        ContentType.exactly(ctx, answer.contentType()); // last: result() sets its own
    }
}
