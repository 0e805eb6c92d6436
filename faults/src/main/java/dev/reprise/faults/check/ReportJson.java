package dev.reprise.faults.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/** A report as a JSON object. */
final class ReportJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ReportJson() {}

    static String of(CheckReport report) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("clean", report.isClean());
        json.set("figures", MAPPER.valueToTree(report.figures()));
        json.set("counts", MAPPER.valueToTree(report.counts()));
        json.set("violations", MAPPER.valueToTree(report.violations()));
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
