package dev.reprise.query.http;

import io.javalin.router.EndpointMetadata;

/** What a route is for, in one line. */
public record Summary(String text) implements EndpointMetadata {}
