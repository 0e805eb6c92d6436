package dev.reprise.query.http;

import dev.reprise.schemas.JobKeys;
import io.javalin.http.Context;

/** Parameters in the path. */
public final class PathParameters {
    /** Name of the job key in every path that has one. */
    public static final String JOB_KEY = "jobKey";

    private PathParameters() {}

    /** The job key in the path; one that is none ends the request with a 400 problem. */
    public static long jobKey(Context ctx) {
        String text = ctx.pathParam(JOB_KEY);
        try {
            return JobKeys.parse(text);
        } catch (IllegalArgumentException e) {
            throw QueryParameters.wrong(JOB_KEY, "a job key in decimal, 1 to " + Long.MAX_VALUE, text);
        }
    }
}
