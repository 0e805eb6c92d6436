package dev.reprise.gateway.codepipeline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An action type, and the type of job that it stands for: {@code provider} for version 1 of it, {@code provider:version} for others.
 * A queryable property with its value is a part of the job type too, {@code provider?Key=value}: only workers that poll with it get the job.
 */
record ActionType(String category, String owner, String provider, String version) {
    static final String CUSTOM = "Custom";
    static final String THIRD_PARTY = "ThirdParty";
    private static final String FIRST_VERSION = "1";
    private static final String USUAL_CATEGORY = "Invoke";
    private static final Pattern JOB_TYPE =
            Pattern.compile("(?<provider>[^:?]+)(?::(?<version>[^:?]+))?(?:\\?(?<key>[^=]+)=(?<value>.+))?");
    private static final Pattern WORKER = Pattern.compile("codepipeline:([A-Za-z]+):([A-Za-z]+)(?::.*)?");

    /** Reads it from a request. */
    static ActionType read(Members input) {
        Members id = input.requiredStructure("actionTypeId");
        ActionType type = new ActionType(
                id.required("category", Constraints.CATEGORY),
                id.required("owner", Constraints.OWNER),
                id.required("provider", Constraints.PROVIDER),
                id.required("version", Constraints.VERSION));
        return type;
    }

    /** What a job is for: its type says provider and version, its last worker category and owner if it came by this API. */
    static ActionType of(String jobType, @Nullable String worker) {
        Matcher type = JOB_TYPE.matcher(jobType);
        Matcher by = WORKER.matcher(worker == null ? "" : worker);
        boolean ours = by.matches();
        boolean known = type.matches();
        String version = known ? type.group("version") : null;
        return new ActionType(
                ours ? by.group(1) : USUAL_CATEGORY,
                ours ? by.group(2) : CUSTOM,
                known ? type.group("provider") : jobType,
                version == null ? FIRST_VERSION : version);
    }

    /** The queryable property that a job's type has, with its value; none if it has none. */
    static Map<String, String> queryable(String jobType) {
        Matcher type = JOB_TYPE.matcher(jobType);
        Map<String, String> property = new TreeMap<>();
        if (type.matches() && type.group("key") != null) {
            property.put(type.group("key"), type.group("value"));
        }
        return property;
    }

    /**
     * The type of the jobs that a poll asks for.
     *
     * @param query at most one property with its value
     */
    String jobType(Map<String, String> query) {
        StringBuilder type = new StringBuilder(provider);
        if (!version.equals(FIRST_VERSION)) {
            type.append(':').append(version);
        }
        query.forEach((key, value) -> type.append('?').append(key).append('=').append(value));
        return type.toString();
    }

    /** The name of whoever polls for it: it tells later reads what the job was handed out as. */
    String worker(@Nullable String keyId) {
        String worker = "codepipeline:" + category + ":" + owner;
        return keyId == null ? worker : worker + ":" + keyId;
    }

    /** Whether a worker came by this API. */
    static boolean isWorker(@Nullable String worker) {
        return worker != null && WORKER.matcher(worker).matches();
    }

    /** {@code Category/Provider/Version}, as in the settings. */
    String text() {
        return category + "/" + provider + "/" + version;
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("category", category)
                .put("owner", owner)
                .put("provider", provider)
                .put("version", version);
    }
}
