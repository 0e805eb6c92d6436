package dev.reprise.gateway.camunda8;

import static dev.reprise.gateway.camunda8.Entry.FIRST;
import static dev.reprise.gateway.camunda8.Entry.SECOND;
import static dev.reprise.gateway.camunda8.Entry.THIRD;
import static dev.reprise.gateway.camunda8.Entry.refused;
import static dev.reprise.gateway.camunda8.Entry.search;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reprise.query.Matches;
import dev.reprise.query.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SearchOrderTest {
    private static final List<Entry> ENTRIES = List.of(THIRD, FIRST, SECOND);

    @Test
    void withoutSortTheKeyIsTheOrder() {
        assertThat(found("{}")).containsExactly(1L, 2L, 3L);
    }

    @Test
    void sortsByPropertiesInTheirOrder() {
        assertThat(found("{'sort':[{'field':'retries'}]}")).containsExactly(3L, 2L, 1L);
        assertThat(found("{'sort':[{'field':'state','order':'DESC'},{'field':'type','order':'ASC'}]}"))
                .containsExactly(3L, 2L, 1L);
        assertThat(found("{'sort':[{'field':'key','order':'DESC'}]}")).containsExactly(3L, 2L, 1L);
    }

    @Test
    void whatHasNoValueComesLastInEitherDirection() {
        assertThat(found("{'sort':[{'field':'at'}]}")).containsExactly(1L, 3L, 2L);
        assertThat(found("{'sort':[{'field':'at','order':'DESC'}]}")).containsExactly(3L, 1L, 2L);
    }

    @Test
    void onlyWhatCanBeSortedByIsKnown() {
        assertThat(refused("{'sort':[{'field':'flag'}]}").detail())
                .isEqualTo(
                        "Unexpected value 'flag' for enum field 'field'. Use any of the following values: [at, key, name, retries, state, type]");
        assertThat(refused("{'sort':[{'field':'key','order':'UP'}]}").detail())
                .isEqualTo(
                        "Unexpected value 'UP' for enum field 'order'. Use any of the following values: [ASC, DESC]");
        assertThat(refused("{'sort':[{}]}")).isEqualTo(RestProblem.invalidArgument("Sort field must not be null."));
        assertThat(refused("{'sort':{}}").detail()).isEqualTo("Request property [sort] cannot be parsed");
        assertThat(refused("{'sort':[1]}").detail()).isEqualTo("Request property [sort] cannot be parsed");
    }

    @Test
    void pagesFollowOneAnotherWhateverTheOrder() {
        for (String sort : List.of("at", "name", "retries", "state", "key")) {
            for (String direction : List.of("ASC", "DESC")) {
                String by = "'sort':[{'field':'%s','order':'%s'}]".formatted(sort, direction);
                List<Long> whole = found("{%s}".formatted(by));
                List<Long> forwards = new ArrayList<>();
                String page = "{'limit':1}";
                JsonNode answer = answer("{%s,'page':%s}".formatted(by, page));
                while (!answer.get("items").isEmpty()) {
                    forwards.addAll(keys(answer));
                    String end = answer.at("/page/endCursor").textValue();
                    answer = answer("{%s,'page':{'limit':1,'after':'%s'}}".formatted(by, end));
                }
                assertThat(forwards).as(by).isEqualTo(whole);
            }
        }
    }

    @Test
    void aPageBeforeAPlaceIsTheOneRightBeforeIt() {
        JsonNode last = answer("{'page':{'from':2,'limit':5}}");
        String start = last.at("/page/startCursor").textValue();

        assertThat(keys(last)).containsExactly(3L);
        assertThat(found("{'page':{'limit':1,'before':'%s'}}".formatted(start))).containsExactly(2L);
        assertThat(found("{'page':{'limit':9,'before':'%s'}}".formatted(start))).containsExactly(1L, 2L);
    }

    @Test
    void allAreCountedAndAnEmptyPageHasNoCursors() {
        JsonNode answer = answer("{'page':{'from':3}}");

        assertThat(answer.at("/page/totalItems").longValue()).isEqualTo(3);
        assertThat(answer.at("/page/hasMoreTotalItems").booleanValue()).isFalse();
        assertThat(answer.at("/page/startCursor").isNull()).isTrue();
        assertThat(answer.at("/page/endCursor").isNull()).isTrue();
        assertThat(answer.at("/items")).isEmpty();
    }

    @Test
    void cursorsAreThoseOfCamunda() {
        assertThat(answer("{'page':{'limit':1}}").at("/page/endCursor").textValue())
                .isEqualTo("WzFd"); // [1]
    }

    @Test
    void pagesOutOfRangeAndMixedUpAreRefused() {
        assertThat(refused("{'page':{'limit':0}}"))
                .isEqualTo(RestProblem.invalidArgument(
                        "The value for page.limit is '0' but must be between 1 and 10000."));
        assertThat(refused("{'page':{'limit':10001}}").title()).isEqualTo("INVALID_ARGUMENT");
        assertThat(refused("{'page':{'from':-1}}").title()).isEqualTo("INVALID_ARGUMENT");
        assertThat(refused("{'page':{'after':'WzFd','before':'WzFd'}}").detail())
                .isEqualTo("Both after and before cannot be set at the same time.");
        assertThat(refused("{'page':{'after':'WzFd','from':1}}").detail())
                .isEqualTo("Both after/before and from cannot be set at the same time.");
        assertThat(refused("{'page':{'limit':'1'}}").detail())
                .isEqualTo("Request property [page.limit] cannot be parsed");
    }

    @Test
    void whatIsNoCursorOfTheOrderIsRefused() {
        // [1,2] has one value too many, ["x"] is no key, the others are no arrays or not even base64
        Stream.of("WzEsMl0=", "WyJ4Il0=", "e30=", "", "%%%", "bm9wZQ==")
                .forEach(cursor -> assertThat(refused("{'page':{'after':'%s'}}".formatted(cursor))
                                .detail())
                        .startsWith("The value for page.after is '%s' but must be a cursor".formatted(cursor)));
    }

    @Test
    void aThousandEqualEntriesAreAllShownOnce() {
        List<Entry> many = LongStream.rangeClosed(1, 1000)
                .mapToObj(key -> new Entry(key, "same", "FAILED", "A", 1, null, false))
                .toList();
        List<Long> shown = new ArrayList<>();
        String after = "";
        do {
            JsonNode answer = answer("{'sort':[{'field':'name'}],'page':{'limit':300%s}}".formatted(after), many);
            shown.addAll(keys(answer));
            after = ",'after':'" + answer.at("/page/endCursor").textValue() + "'";
        } while (shown.size() < 1000);

        assertThat(shown).isEqualTo(LongStream.rangeClosed(1, 1000).boxed().toList());
    }

    private static List<Long> found(String json) {
        return keys(answer(json));
    }

    private static List<Long> keys(JsonNode answer) {
        return answer.get("items")
                .valueStream()
                .map(item -> item.get("key").longValue())
                .toList();
    }

    private static JsonNode answer(String json) {
        return answer(json, ENTRIES);
    }

    /** What the reads do with a selection, on entries in memory. */
    private static JsonNode answer(String json, List<Entry> entries) {
        SearchAnswer<Entry, Entry> answer = new SearchAnswer<>(search(json), Function.identity());
        Selection<Entry> selection = answer.selection();
        List<Entry> selected = entries.stream().filter(selection.where()).toList();
        List<Entry> window = selected.stream()
                .filter(selection.shown())
                .sorted(selection.order())
                .skip(selection.offset())
                .limit(selection.limit())
                .toList();
        return answer.json(
                new Matches<>(window, selected.size(), true),
                entry -> JsonNodeFactory.instance.objectNode().put("key", entry.key()));
    }
}
