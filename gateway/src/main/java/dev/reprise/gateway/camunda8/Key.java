package dev.reprise.gateway.camunda8;

import io.javalin.http.Context;

/** Keys in paths: any long that Camunda 8 would read, spaces around it and hexadecimal digits included. */
final class Key {
    private Key() {}

    /** The key in the path; what is no long ends the request with a 400 problem. It need not be one that a job can have. */
    static long inPath(Context ctx, String name) {
        String given = ctx.pathParam(name);
        try {
            return parse(given.strip());
        } catch (NumberFormatException e) {
            throw RestProblem.badRequest("Failed to convert '%s' with value: '%s'".formatted(name, given))
                    .asException();
        }
    }

    private static long parse(String text) {
        String digits = text.startsWith("-") ? text.substring(1) : text;
        boolean hexadecimal = digits.startsWith("0x") || digits.startsWith("0X") || digits.startsWith("#");
        return hexadecimal ? Long.decode(text) : Long.parseLong(text);
    }
}
