interface Options {
  /** The most requests of one key within the window. */
  readonly limit: number;
  readonly windowSeconds: number;
  readonly nowMillis: () => number;
}

interface Requests {
  /** The number of requests by second, oldest first. */
  readonly bySecond: Map<number, number>;
  total: number;
}

/** A rate-based rule manages at most this many keys. https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-limitations.html */
const MAX_KEYS = 10_000;

/**
 * Counts requests by key, such as an address, in a sliding window with a resolution of a second. Requests above the
 * limit count too, so a caller is blocked until it slows down, as on AWS. AWS evaluates the rate about every ten
 * seconds; this counter evaluates it at each request.
 *
 * @returns counts a request of a key; true if it exceeds the limit
 */
export function createRequestRate({ limit, windowSeconds, nowMillis }: Options): (key: string) => boolean {
  const byKey = new Map<string, Requests>();
  return (key) => {
    const second = Math.floor(nowMillis() / 1000);
    const requests = byKey.get(key) ?? { bySecond: new Map(), total: 0 };
    for (const [past, count] of requests.bySecond) {
      if (past > second - windowSeconds) break;
      requests.bySecond.delete(past);
      requests.total -= count;
    }
    requests.bySecond.set(second, (requests.bySecond.get(second) ?? 0) + 1);
    requests.total += 1;
    // Keeps the keys in the order of their last request.
    byKey.delete(key);
    byKey.set(key, requests);
    if (byKey.size > MAX_KEYS) byKey.delete(byKey.keys().next().value!);
    return requests.total > limit;
  };
}
