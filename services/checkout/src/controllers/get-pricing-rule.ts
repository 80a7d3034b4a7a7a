import { AppError } from '#libs/errors';
import type { PricingRule, PricingRuleRepository } from '../gateways/pricing-rule-repository.ts';

interface Dependencies<Details> {
  readonly rules: Pick<PricingRuleRepository<Details>, 'find'>;
}

export async function getPricingRule<Details>(
  id: string,
  { rules }: Dependencies<Details>,
): Promise<PricingRule<Details>> {
  const rule = await rules.find(id);
  if (!rule)
    throw new AppError('not-found', 'pricing-rule.not-found', {
      detail: 'The tax rate or shipping option does not exist. Create it with PUT.',
    });
  return rule;
}
