/** Parts that records of several packages have inside. Generated from {@code src/main/avro/common}. */
package dev.reprise.common;
