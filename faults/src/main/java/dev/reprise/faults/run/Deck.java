package dev.reprise.faults.run;

import dev.reprise.faults.fault.FaultKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Draws kinds of faults: each comes once before any comes again. What is measured does not come first, if there is anything else: processes
 * that have only just been started are slow, and it would say little of others.
 */
final class Deck {
    private final List<FaultKind> kinds;
    private final Random chance;
    private final Deque<FaultKind> left = new ArrayDeque<>();
    private boolean untouched = true;

    Deck(List<FaultKind> kinds, Random chance) {
        this.kinds = kinds;
        this.chance = chance;
    }

    FaultKind draw() {
        if (left.isEmpty()) {
            List<FaultKind> shuffled = new ArrayList<>(kinds);
            Collections.shuffle(shuffled, chance);
            if (untouched) {
                Collections.rotate(shuffled, -leadingMeasured(shuffled));
                untouched = false;
            }
            left.addAll(shuffled);
        }
        return left.removeFirst();
    }

    private static int leadingMeasured(List<FaultKind> cards) {
        return (int) cards.stream().takeWhile(FaultKind::isMeasured).count();
    }
}
