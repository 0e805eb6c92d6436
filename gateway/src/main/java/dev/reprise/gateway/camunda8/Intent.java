package dev.reprise.gateway.camunda8;

/** What a command wants, by the names that Camunda 8 has for it in its rejections. */
enum Intent {
    ACTIVATE("activate"),
    FAIL("fail"),
    COMPLETE("complete"),
    THROW_ERROR("throw an error for"),
    UPDATE("update"),
    RESOLVE("resolve");

    private final String verb;

    Intent(String verb) {
        this.verb = verb;
    }

    /** As in "Expected to fail job with key …". */
    String verb() {
        return verb;
    }
}
