/** Answers, rejections and notices: values of {@code job-replies}, {@code job-rejections} and {@code job-notices}. Generated from {@code src/main/avro/reply}. */
package dev.reprise.reply;
