import { request } from './crashes.ts';
import { Rejected, type Engine } from './engine.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface Latencies {
  /** Milliseconds, shortest and longest. */
  readonly transaction: readonly [number, number];
  readonly write: readonly [number, number];
  readonly read: readonly [number, number];
}

/** The model of the table: transactions take 8 to 15 ms. Single requests take single-digit milliseconds. */
export const DYNAMODB_LATENCIES: Latencies = { transaction: [8, 15], write: [3, 6], read: [2, 5] };

interface Options {
  readonly time: VirtualTime;
  readonly random: () => number;
  readonly latencies?: Latencies;
  /** The partition of a key; undefined for keys without a limit. */
  readonly partitionOf?: (key: string) => string | undefined;
  /** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html */
  readonly writeUnitsPerSecond?: number;
}

export interface Counts {
  conflicts: number;
  throttles: number;
  writeUnits: number;
}

const BYTES_PER_UNIT = 1024;
// A partition takes what was not used in the last 100 ms; more would hide its limit.
const BURST_SECONDS = 0.1;

/**
 * Requests that take time: a transaction that overlaps with another one on an item, and a write to an item of a transaction
 * in progress, are rejected; so are writes beyond the limit of a partition.
 */
export function simulatedEngine({
  time,
  random,
  latencies = DYNAMODB_LATENCIES,
  partitionOf = () => undefined,
  writeUnitsPerSecond = 1000,
}: Options): Engine & { readonly counts: Counts } {
  const locked = new Set<string>();
  const partitions = new Map<string, { units: number; at: number }>();
  const counts: Counts = { conflicts: 0, throttles: 0, writeUnits: 0 };
  const between = ([from, to]: readonly [number, number]) => from + random() * (to - from);
  const capacity = writeUnitsPerSecond * BURST_SECONDS;

  function partition(key: string) {
    const name = partitionOf(key);
    if (name === undefined) return undefined;
    const known = partitions.get(name) ?? { units: capacity, at: time.now() };
    partitions.set(name, known);
    const refilled = ((time.now() - known.at) * writeUnitsPerSecond) / 1000;
    known.units = Math.min(capacity, known.units + refilled);
    known.at = time.now();
    return known;
  }
  function requireCapacity(key: string) {
    if ((partition(key)?.units ?? 1) >= 1) return;
    counts.throttles++;
    throw new Rejected('throttled');
  }
  function consume(key: string, bytes: number, factor = 1) {
    const units = Math.max(1, Math.ceil(bytes / BYTES_PER_UNIT)) * factor;
    counts.writeUnits += units;
    const known = partition(key);
    if (known) known.units -= units;
  }
  function requireUnlocked(keys: readonly string[]) {
    if (!keys.some((key) => locked.has(key))) return;
    counts.conflicts++;
    throw new Rejected('conflict');
  }
  /** Half of the latency passes before the request takes effect, half after it. */
  const during = <T>(milliseconds: number, apply: () => Promise<T> | T) =>
    request(async () => {
      await time.sleep(milliseconds / 2);
      const result = await Promise.resolve()
        .then(apply)
        .finally(() => time.sleep(milliseconds / 2));
      return result;
    });

  return {
    counts,
    pause: (milliseconds) => time.sleep(milliseconds),
    read: (apply) => during(between(latencies.read), apply),
    write: (key, apply, bytes) =>
      during(between(latencies.write), () => {
        requireUnlocked([key]);
        requireCapacity(key);
        const result = apply();
        consume(key, bytes());
        return result;
      }),
    transaction: (keys, apply, bytes) =>
      during(1, async () => {
        requireUnlocked(keys);
        for (const key of keys) requireCapacity(key);
        for (const key of keys) locked.add(key);
        await time.sleep(between(latencies.transaction));
        for (const key of keys) locked.delete(key);
        const result = apply();
        for (const key of keys) consume(key, bytes(key), 2);
        return result;
      }),
  };
}
