import { environment } from '#libs/config';
import { dynamoDbRateLimit } from '#libs/gateways';
import type { EmailLimits } from '../helpers/limit-email.ts';
import { EMAIL_LIMITS } from '../models/email-limit.ts';

/** The limits of the emails to one address. */
export function emailLimits(): EmailLimits {
  const { LIMITS_TABLE } = environment({ LIMITS_TABLE: 'text' });
  return {
    notice: dynamoDbRateLimit(LIMITS_TABLE, EMAIL_LIMITS.notice),
    confirmation: dynamoDbRateLimit(LIMITS_TABLE, EMAIL_LIMITS.confirmation),
  };
}
