package dev.reprise.faults.run;

import dev.reprise.faults.fault.FaultKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Draws kinds of faults: each comes once before any comes again. */
final class Deck {
    private final List<FaultKind> kinds;
    private final Random chance;
    private final Deque<FaultKind> left = new ArrayDeque<>();

    Deck(List<FaultKind> kinds, Random chance) {
        this.kinds = kinds;
        this.chance = chance;
    }

    FaultKind draw() {
        if (left.isEmpty()) {
            List<FaultKind> shuffled = new ArrayList<>(kinds);
            Collections.shuffle(shuffled, chance);
            left.addAll(shuffled);
        }
        return left.removeFirst();
    }
}
