/** What may be asked for: values of {@code job-commands}. Generated from {@code src/main/avro/command}. */
package dev.reprise.command;
