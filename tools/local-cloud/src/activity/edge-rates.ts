import type { EdgeRate } from '../contract/activity.ts';

export interface EdgeRates {
  count(from: string, to: string, isError: boolean): void;
  /** The sums of the last seconds, at most {@link RATE_SECONDS}. */
  sum(windowSeconds: number): readonly EdgeRate[];
  clear(): void;
}

/** How long counts are kept. */
export const RATE_SECONDS = 300;

interface Counts {
  count: number;
  errors: number;
}

interface Bucket {
  second: number;
  readonly edges: Map<string, Map<string, Counts>>;
}

/** Counts the use of edges in one bucket per second. */
export function createEdgeRates(nowMs: () => number): EdgeRates {
  const buckets: Bucket[] = Array.from({ length: RATE_SECONDS }, () => ({ second: -1, edges: new Map() }));
  const currentSecond = (): number => Math.floor(nowMs() / 1000);

  function currentBucket(): Bucket {
    const second = currentSecond();
    const bucket = buckets[second % RATE_SECONDS]!;
    if (bucket.second !== second) {
      bucket.second = second;
      bucket.edges.clear();
    }
    return bucket;
  }

  return {
    count(from, to, isError) {
      add(currentBucket().edges, from, to, { count: 1, errors: isError ? 1 : 0 });
    },
    sum(windowSeconds) {
      const after = currentSecond() - Math.min(windowSeconds, RATE_SECONDS);
      const sums: Bucket['edges'] = new Map();
      for (const { second, edges } of buckets) {
        if (second <= after) continue;
        for (const [from, targets] of edges) for (const [to, counts] of targets) add(sums, from, to, counts);
      }
      return [...sums].flatMap(([from, targets]) =>
        [...targets].map(([to, counts]) => ({ from, to, ...counts })),
      );
    },
    clear() {
      for (const bucket of buckets) bucket.second = -1;
    },
  };
}

function add(edges: Bucket['edges'], from: string, to: string, { count, errors }: Counts): void {
  let targets = edges.get(from);
  if (targets === undefined) edges.set(from, (targets = new Map()));
  const known = targets.get(to);
  if (known === undefined) return void targets.set(to, { count, errors });
  known.count += count;
  known.errors += errors;
}
