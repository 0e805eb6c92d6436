package dev.reprise.gateway.camunda8;

import java.util.Optional;

/** How the value of a property is compared in a filter. */
enum Operator {
    EQ("$eq"),
    NEQ("$neq"),
    EXISTS("$exists"),
    GT("$gt"),
    GTE("$gte"),
    LT("$lt"),
    LTE("$lte"),
    IN("$in"),
    NOT_IN("$notIn"),
    LIKE("$like");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    static Optional<Operator> of(String sign) {
        for (Operator operator : values()) {
            if (operator.sign.equals(sign)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }
}
