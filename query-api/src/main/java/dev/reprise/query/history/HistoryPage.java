package dev.reprise.query.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Some events of a job in order, ready to be shown; also what nodes send each other.
 *
 * @param more whether there are events after these
 */
record HistoryPage(List<JsonNode> events, boolean more) {}
