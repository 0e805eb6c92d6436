/** What was decided: values of {@code job-events}. The state of every job is a fold of them. Generated from {@code src/main/avro/event}. */
package dev.reprise.event;
