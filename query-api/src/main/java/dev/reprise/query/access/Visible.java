package dev.reprise.query.access;

import dev.reprise.query.EventQueries;
import dev.reprise.query.IncidentQueries;
import dev.reprise.query.JobQueries;
import io.javalin.http.Context;

/**
 * What routes read through: they have to say for whom, and get what that caller may see and nothing else.
 *
 * @param <T> {@link JobQueries}, {@link IncidentQueries} or {@link EventQueries}
 */
@FunctionalInterface
public interface Visible<T> {
    /** As far as these tenants go. */
    T within(Tenants tenants);

    /** As far as the caller of this request may see. */
    default T to(Context ctx) {
        return within(Principal.of(ctx).tenants());
    }
}
