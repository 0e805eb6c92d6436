/** Retry policies: values of {@code job-retry-policies}. Generated from {@code src/main/avro/policy}. */
package dev.reprise.policy;
