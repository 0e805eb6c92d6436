package dev.reprise.bench.kafka;

import dev.reprise.bench.process.Usage;

/**
 * What a comparison has shown.
 *
 * @param plain failures that are retried at once
 * @param backingOff failures with a backoff
 * @param bare the yardstick
 * @param engine what the engine had used in the end
 * @param footprint what it had written then
 */
record Outcome(Rounds plain, Rounds backingOff, Rounds bare, Usage engine, Footprint footprint) {}
