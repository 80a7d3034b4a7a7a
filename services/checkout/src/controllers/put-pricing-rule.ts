import { retryOnConflict } from '#libs/gateways';
import { AppError } from '#libs/errors';
import { requireVersion } from '#libs/models';
import type { PricingRule, PricingRuleRepository } from '../gateways/pricing-rule-repository.ts';
import { log } from '../log-events.ts';

interface Request<Details> {
  readonly id: string;
  readonly details: Details;
  readonly ifMatch: string | undefined;
}

interface Dependencies<Details> {
  readonly rules: Pick<PricingRuleRepository<Details>, 'find' | 'save'>;
}

/** Creates or replaces a tax rate or a shipping option. */
export const putPricingRule = <Details>(
  { id, details, ifMatch }: Request<Details>,
  { rules }: Dependencies<Details>,
): Promise<PricingRule<Details>> =>
  retryOnConflict(async () => {
    const existing = await rules.find(id);
    // If-Match never matches a resource that does not exist. https://www.rfc-editor.org/rfc/rfc9110#name-if-match
    if (!existing && ifMatch !== undefined) throw new AppError('precondition-failed', 'record.changed');
    if (existing) requireVersion(existing, ifMatch);
    const saved = await rules.save(id, details, existing).catch(toChanged);
    log.info('pricing-rule.saved', { id, revision: saved.version });
    return saved;
  });

// A concurrent request created the rule after this one read it as missing.
function toChanged(error: unknown): never {
  const alreadyExists = error instanceof AppError && error.code === 'record.exists';
  throw alreadyExists ? new AppError('conflict', 'record.changed', { cause: error }) : error;
}
