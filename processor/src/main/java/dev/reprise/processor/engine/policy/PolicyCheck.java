package dev.reprise.processor.engine.policy;

import dev.reprise.policy.RetryPolicy;
import dev.reprise.policy.RetryRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says what is wrong with a retry policy. */
public final class PolicyCheck {
    private PolicyCheck() {}

    /** A sentence for each mistake; empty for a valid policy. */
    public static List<String> problems(RetryPolicy policy) {
        List<String> problems = new ArrayList<>();
        if (policy.getRules().isEmpty()) {
            problems.add("Expected at least one rule, but there is none");
        }
        Long deadline = policy.getTotalDeadline();
        if (deadline != null && deadline < 1) {
            problems.add("Expected totalDeadline to be 1 ms or more, but it is " + deadline);
        }
        Set<String> names = new HashSet<>();
        for (RetryRule rule : policy.getRules()) {
            if (!names.add(rule.getName())) {
                problems.add(
                        "Expected the names of rules to be unique, but '%s' comes twice".formatted(rule.getName()));
            }
            check(rule, problems);
        }
        return problems;
    }

    private static void check(RetryRule rule, List<String> problems) {
        String of = " of rule '%s'".formatted(rule.getName());
        if (rule.getName().isBlank() || rule.getName().length() > 100) {
            problems.add("Expected the name" + of + " to have 1 to 100 characters");
        }
        if (rule.getErrorCodes().isEmpty() || rule.getErrorCodes().stream().anyMatch(String::isBlank)) {
            problems.add("Expected errorCodes" + of + " to name at least one code, none of them blank");
        }
        Integer most = rule.getMaxAttempts();
        range(problems, "maxAttempts" + of, most == null ? 1 : most, 1, Integer.MAX_VALUE);
        range(problems, "initialInterval" + of, rule.getInitialInterval(), 0, Backoff.LONGEST);
        Long cap = rule.getMaxInterval();
        range(problems, "maxInterval" + of, cap == null ? 0 : cap, 0, Long.MAX_VALUE);
        if (!(rule.getMultiplier() >= 1.0 && rule.getMultiplier() <= 1000.0)) {
            problems.add("Expected multiplier" + of + " to be 1.0 to 1000.0, but it is " + rule.getMultiplier());
        }
    }

    private static void range(List<String> problems, String what, long value, long least, long most) {
        if (value < least || value > most) {
            problems.add("Expected %s to be %d to %d, but it is %d".formatted(what, least, most, value));
        }
    }
}
