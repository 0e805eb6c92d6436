package dev.reprise.node.cli.client;

import dev.reprise.schemas.JobKeys;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The job that a verb is about. */
public final class JobParameter {
    @Parameters(paramLabel = "JOB", converter = Key.class, description = "Key of the job.")
    private long jobKey;

    public long key() {
        return jobKey;
    }

    /** Its path in the HTTP API, with this at the end. */
    public String path(String rest) {
        return "/v1/jobs/" + jobKey + rest;
    }

    /** The path of its incident, with this at the end. */
    public String incidentPath(String rest) {
        return "/v1/incidents/" + jobKey + rest;
    }

    /** Reads a job key. */
    public static final class Key implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return JobKeys.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
