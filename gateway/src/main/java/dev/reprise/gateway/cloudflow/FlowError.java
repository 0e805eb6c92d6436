package dev.reprise.gateway.cloudflow;

/** What a call can be refused for: codes, HTTP statuses and words of CloudFlow's own table of errors. */
enum FlowError {
    ACCESS_DENIED(403, "AccessDenied", "The resources doesn't belong to you."),
    ACTION_NOT_SUPPORTED(400, "ActionNotSupported", "The requested API operation '%s' is incorrect. Please check."),
    API_VERSION_NOT_SUPPORTED(
            400, "APIVersionNotSupported", "The requested API version '%s' is not supported yet. Please check."),
    ENTITY_TOO_LARGE(400, "EntityTooLarge", "The payload size exceeds maximum allowed size (%s bytes)."),
    INTERNAL_SERVER_ERROR(500, "InternalServerError", "An internal error has occurred. Please retry."),
    INVALID_ACCESS_KEY_ID(403, "InvalidAccessKeyID", "The AccessKey ID %s is invalid."),
    /** The table has the first two words only; what is wrong is said after them. */
    INVALID_ARGUMENT(400, "InvalidArgument", "Parameter error. %s"),
    MISSING_REQUIRED_HEADER(400, "MissingRequiredHeader", "The HTTP header '%s' must be specified."),
    MISSING_REQUIRED_PARAMS(400, "MissingRequiredParams", "The HTTP query '%s' must be specified."),
    REQUEST_TIME_TOO_SKEWED(
            403,
            "RequestTimeTooSkewed",
            "The difference between the request time %s and the current time %s is too large."),
    RESOURCE_THROTTLED(429, "ResourceThrottled", "The request is throttled. Please try again later."),
    SIGNATURE_NOT_MATCH(
            403,
            "SignatureNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your access key and"
                    + " signing method."),
    /** The table's words are kept, though forms are taken, too: that is what every SDK sends. */
    UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaType", "The content type must be \"application/json\"."),
    TASK_ALREADY_COMPLETED(400, "TaskAlreadyCompleted", "Task %s has already completed."),
    TASK_INVALID_STATE(409, "TaskInvalidState", "Task is in an invalid state, please retry."),

    /** Not in the table of CloudFlow: Alibaba's gateway in front of it says so. */
    SIGNATURE_NONCE_USED(400, "SignatureNonceUsed", "Specified signature nonce was used already."),
    /** Not in the table of CloudFlow: Alibaba's gateway in front of it says so. */
    UNSUPPORTED_HTTP_METHOD(405, "UnsupportedHTTPMethod", "The HTTP method '%s' is not supported.");

    private static final int MOST_SHOWN = 200;

    private final int status;
    private final String code;
    private final String template;

    FlowError(int status, String code, String template) {
        this.status = status;
        this.code = code;
        this.template = template;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /** The refusal, with what the message has places for; each value is cut to 200 characters. */
    Refused with(Object... values) {
        Object[] shown = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            String text = values[i].toString();
            shown[i] = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
        }
        return new Refused(this, template.formatted(shown));
    }
}
