import { environment } from '#libs/config';
import { dynamoDbRateLimit } from '#libs/gateways';
import type { CodeLimits } from '../helpers/limit-codes.ts';
import { DISCOUNT_ATTEMPT_LIMITS } from '../models/discount-attempt.ts';

/** The limits of wrong discount codes. */
export function codeLimits(): CodeLimits {
  const { DISCOUNT_ATTEMPTS_TABLE } = environment({ DISCOUNT_ATTEMPTS_TABLE: 'text' });
  return {
    session: dynamoDbRateLimit(DISCOUNT_ATTEMPTS_TABLE, DISCOUNT_ATTEMPT_LIMITS.session),
    caller: dynamoDbRateLimit(DISCOUNT_ATTEMPTS_TABLE, DISCOUNT_ATTEMPT_LIMITS.caller),
  };
}
