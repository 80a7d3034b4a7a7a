import type { PricingRule, PricingRuleRepository } from './pricing-rule-repository.ts';

// A change of staff reaches all customers within a minute, as a change of a parameter does.
const LIFETIME_MILLISECONDS = 60_000;

/** Reads all pricing rules at most once a minute, because every basket needs them and staff rarely change one. */
export function cachedPricingRules<Details>(
  rules: Pick<PricingRuleRepository<Details>, 'findAll'>,
  now: () => number = Date.now,
): Pick<PricingRuleRepository<Details>, 'find' | 'findAll'> {
  let cached: { readonly value: Promise<PricingRule<Details>[]>; readonly readAt: number } | undefined;

  const read = () => {
    const reading = { value: rules.findAll(), readAt: now() };
    cached = reading;
    reading.value.catch(() => {
      if (cached === reading) cached = undefined;
    });
    return reading.value;
  };
  const findAll = () => (cached && now() - cached.readAt < LIFETIME_MILLISECONDS ? cached.value : read());
  return {
    findAll,
    /** Another execution environment may know a rule that is newer than the cached ones. */
    async find(id) {
      const isIt = (rule: PricingRule<Details>) => rule.id === id;
      return (await findAll()).find(isIt) ?? (await read()).find(isIt);
    },
  };
}
