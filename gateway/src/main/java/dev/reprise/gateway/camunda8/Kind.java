package dev.reprise.gateway.camunda8;

import java.util.EnumSet;
import java.util.Set;

/** What a property of a searched entry is, which says which operators it can be filtered by. */
enum Kind {
    /** A key; text in JSON. */
    KEY(Operator.EQ, Operator.NEQ, Operator.EXISTS, Operator.IN, Operator.NOT_IN),
    STRING(Operator.EQ, Operator.NEQ, Operator.EXISTS, Operator.IN, Operator.NOT_IN, Operator.LIKE),
    /** One of a few words, in a job. */
    WORD_OF_JOB(Operator.EQ, Operator.NEQ, Operator.EXISTS, Operator.IN, Operator.LIKE),
    /** One of a few words, in an incident. */
    WORD_OF_INCIDENT(Operator.EQ, Operator.NEQ, Operator.EXISTS, Operator.IN, Operator.NOT_IN, Operator.LIKE),
    INTEGER(
            Operator.EQ,
            Operator.NEQ,
            Operator.EXISTS,
            Operator.GT,
            Operator.GTE,
            Operator.LT,
            Operator.LTE,
            Operator.IN),
    TIME(Operator.EQ, Operator.NEQ, Operator.EXISTS, Operator.GT, Operator.GTE, Operator.LT, Operator.LTE, Operator.IN),
    /** True or false; it has no operators. */
    FLAG;

    private final Set<Operator> operators = EnumSet.noneOf(Operator.class);

    Kind(Operator... operators) {
        this.operators.addAll(Set.of(operators));
    }

    Set<Operator> operators() {
        return operators;
    }
}
