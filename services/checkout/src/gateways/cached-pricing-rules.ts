import type { PricingRule, PricingRuleRepository } from './pricing-rule-repository.ts';

// A change of staff reaches all customers within a minute, as a change of a parameter does.
const LIFETIME_MILLISECONDS = 60_000;

interface Cached<Value> {
  readonly value: Promise<Value>;
  readonly readAt: number;
}

/** Reads pricing rules at most once a minute, because every basket needs all of them and staff rarely change one. */
export function cachedPricingRules<Details>(
  rules: Pick<PricingRuleRepository<Details>, 'find' | 'findAll'>,
  now: () => number = Date.now,
): Pick<PricingRuleRepository<Details>, 'find' | 'findAll'> {
  const found = new Map<string, Cached<PricingRule<Details> | undefined>>();
  const all = new Map<'all', Cached<PricingRule<Details>[]>>();
  return {
    find: (id) => cached(found, id, () => rules.find(id)),
    findAll: () => cached(all, 'all', () => rules.findAll()),
  };

  function cached<Key, Value>(
    cache: Map<Key, Cached<Value>>,
    key: Key,
    read: () => Promise<Value>,
  ): Promise<Value> {
    const known = cache.get(key);
    if (known && now() - known.readAt < LIFETIME_MILLISECONDS) return known.value;
    // A customer chooses the regions that are looked up: an unbounded cache would grow with them.
    if (cache.size >= MAX_RULES) cache.clear();
    const value = read();
    cache.set(key, { value, readAt: now() });
    value.catch(() => cache.delete(key));
    return value;
  }
}

const MAX_RULES = 1_000;
