package dev.reprise.faults.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Entries with a key, packed: about 12 bytes beside each entry's own, where objects would take some hundred. Several entries may have
 * the same key. Entries are numbered from 0 in the order in which they came. Safe for use by many threads.
 */
final class Shelf {
    private static final int CHUNK = 1 << 20;

    private final List<byte[]> chunks = new ArrayList<>();
    private int used = CHUNK;
    private long[] places = new long[1024];
    private int size;
    /** Numbers of entries, plus 1, where the hashes of their keys put them or in the next place that was free; 0 for none. */
    private int[] slots = new int[4096];

    synchronized int size() {
        return size;
    }

    /** Adds an entry and returns its number. */
    synchronized int add(Packing entry) {
        if (size == places.length) {
            places = Arrays.copyOf(places, size * 2);
        }
        if (size * 2 >= slots.length) {
            slots = new int[slots.length * 2];
            for (int number = 0; number < size; number++) {
                index(number, at(number).key());
            }
        }
        places[size] = put(entry);
        index(size, entry.key());
        return size++;
    }

    /** Numbers of the entries with this key, in the order in which they came. */
    synchronized List<Integer> numbers(byte[] key) {
        List<Integer> found = new ArrayList<>(1);
        for (int slot = slot(key); slots[slot] != 0; slot = next(slot)) {
            int number = slots[slot] - 1;
            if (at(number).hasKey(key)) {
                found.add(number);
            }
        }
        return found;
    }

    synchronized Unpacking entry(int number) {
        return at(number);
    }

    private Unpacking at(int number) {
        long place = places[number];
        return new Unpacking(chunks.get((int) (place / CHUNK)), (int) (place % CHUNK));
    }

    private long put(Packing entry) {
        if (entry.length() > CHUNK) {
            throw new IllegalArgumentException("Expected an entry of at most 1 MiB, but it has " + entry.length());
        }
        if (used + entry.length() > CHUNK) {
            chunks.add(new byte[CHUNK]);
            used = 0;
        }
        entry.copyTo(chunks.get(chunks.size() - 1), used);
        long place = (long) (chunks.size() - 1) * CHUNK + used;
        used += entry.length();
        return place;
    }

    private void index(int number, byte[] key) {
        int slot = slot(key);
        while (slots[slot] != 0) {
            slot = next(slot);
        }
        slots[slot] = number + 1;
    }

    private int slot(byte[] key) {
        int hash = Arrays.hashCode(key) * 0x9E3779B9;
        return (hash ^ hash >>> 16) & slots.length - 1;
    }

    private int next(int slot) {
        return slot + 1 & slots.length - 1;
    }
}
