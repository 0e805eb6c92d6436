package dev.reprise.gateway.camunda8;

import static dev.reprise.gateway.camunda8.Entry.matching;
import static dev.reprise.gateway.camunda8.Entry.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    @Test
    void aPlainValueIsAnEqualOne() {
        assertThat(matching("{'key':'2'}")).containsExactly(2L);
        assertThat(matching("{'name':'first'}")).containsExactly(1L);
        assertThat(matching("{'state':'FAILED'}")).containsExactly(2L, 3L);
        assertThat(matching("{'retries':-1}")).containsExactly(3L);
        assertThat(matching("{'at':'2026-11-21T10:00:00+01:00'}")).containsExactly(3L);
        assertThat(matching("{'flag':false}")).containsExactly(2L, 3L);
    }

    @Test
    void allThatIsAskedForMustHold() {
        assertThat(matching("{'state':'FAILED','type':'A'}")).containsExactly(3L);
        assertThat(matching("{'retries':{'$gt':-1,'$lt':3}}")).containsExactly(2L);
        assertThat(matching("{}")).containsExactly(1L, 2L, 3L);
        assertThat(matching("null")).containsExactly(1L, 2L, 3L);
    }

    @Test
    void emptyArraysAndNullsAskForNothing() {
        assertThat(matching("{'key':{'$eq':'1','$in':[],'$notIn':[]}}")).containsExactly(1L);
        assertThat(matching("{'key':{'$in':[],'$notIn':[]}}")).containsExactly(1L, 2L, 3L);
        assertThat(matching("{'key':{'$eq':null}}")).containsExactly(1L, 2L, 3L);
        assertThat(matching("{'key':null}")).containsExactly(1L, 2L, 3L);
        assertThat(Entry.search("{'sort':[]}").order().by()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'key':{'$neq':'2'}}; 1 3",
                "{'key':{'$in':['1','3','99']}}; 1 3",
                "{'key':{'$notIn':['1']}}; 2 3",
                "{'key':{'$exists':false}}; ''",
                "{'name':{'$exists':false}}; 2",
                "{'name':{'$exists':true}}; 1 3",
                "{'name':{'$neq':'first'}}; 2 3",
                "{'name':{'$notIn':['first']}}; 2 3",
                "{'name':{'$like':'fi?st*'}}; 1 3",
                "{'name':{'$like':'fi\\\\*st*'}}; 3",
                "{'state':{'$in':['CREATED']}}; 1",
                "{'state':{'$like':'F*'}}; 2 3",
                "{'type':{'$notIn':['A']}}; 2",
                "{'retries':{'$gte':0}}; 1 2",
                "{'retries':{'$lte':0}}; 2 3",
                "{'retries':{'$in':[3,0]}}; 1 2",
                "{'at':{'$gt':'2026-11-21T08:00:00.000Z'}}; 3",
                "{'at':{'$lt':'2026-11-21T08:30:00Z'}}; 1",
                "{'at':{'$exists':true}}; 1 3"
            })
    void operatorsCompare(String filter, String keys) {
        assertThat(matching(filter).stream().map(String::valueOf).toList())
                .isEqualTo(keys.isEmpty() ? java.util.List.of() : java.util.List.of(keys.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'filter':{'key':1}}",
                "{'filter':{'key':{'$like':'1*'}}}",
                "{'filter':{'key':{'$gt':'1'}}}",
                "{'filter':{'key':{'$in':'1'}}}",
                "{'filter':{'key':{'$in':[null]}}}",
                "{'filter':{'key':{'$exists':'true'}}}",
                "{'filter':{'key':['1']}}"
            })
    void whatAKeyIsNotFilteredByCannotBeParsed(String search) {
        assertThat(refused(search)).isEqualTo(RestProblem.badRequest("Request property [filter.key] cannot be parsed"));
    }

    @Test
    void propertiesThatAreNotKnownCannotBeParsed() {
        assertThat(refused("{'filter':{'nope':1}}").detail())
                .isEqualTo("Request property [filter.nope] cannot be parsed");
        assertThat(refused("{'nope':{}}").detail()).isEqualTo("Request property [nope] cannot be parsed");
        assertThat(refused("{'filter':[]}").detail()).isEqualTo("Request property [filter] cannot be parsed");
        assertThat(refused("{'filter':{'flag':{'$eq':true}}}").detail())
                .isEqualTo("Request property [filter.flag] cannot be parsed");
        assertThat(refused("{'filter':{'state':{'$notIn':['FAILED']}}}").detail())
                .isEqualTo("Request property [filter.state] cannot be parsed");
    }

    @Test
    void whatHasTheRightTypeButNoMeaningIsSaidInCamundasWords() {
        assertThat(refused("{'filter':{'key':'one'}}"))
                .isEqualTo(
                        RestProblem.invalidArgument(
                                "The provided key 'one' is not a valid key. Expected a numeric value. Did you pass an entity id instead of an entity key?."));
        assertThat(refused("{'filter':{'at':'yesterday'}}"))
                .isEqualTo(RestProblem.invalidArgument(
                        "The provided at 'yesterday' cannot be parsed as a date according to RFC 3339, section 5.6."));
        assertThat(refused("{'filter':{'state':'ACTIVATED'}}"))
                .isEqualTo(
                        RestProblem.badRequest(
                                "Unexpected value 'ACTIVATED' for enum field 'state'. Use any of the following values: [CREATED, FAILED]"));
        assertThat(refused("{'filter':{'retries':3000000000}}"))
                .isEqualTo(RestProblem.badRequest("Failed to read request"));
    }

    @Test
    void aKeyBeyondAllKeysMatchesNothing() {
        assertThat(matching("{'key':'99999999999999999999'}")).isEmpty();
        assertThat(matching("{'key':'-1'}")).isEmpty();
    }

    @Test
    void tellsWhichValuesCanPassAtAll() {
        SearchRequest<Entry> search =
                Entry.search("{'filter':{'key':{'$in':['3','-1','5']},'name':'x','retries':{'$gt':1}}}");

        assertThat(search.onlyJobKeys("key")).contains(Set.of(3L, 5L));
        assertThat(search.onlyTexts("name")).contains(Set.of("x"));
        assertThat(search.only("retries")).isEmpty();
        assertThat(search.only("state")).isEmpty();
    }
}
