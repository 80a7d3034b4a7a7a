import { inMemoryRateLimit } from '#libs/testing';
import type { EmailLimits } from '../src/helpers/limit-email.ts';
import { EMAIL_LIMITS } from '../src/models/email-limit.ts';

export const inMemoryEmailLimits = (now: () => Date): EmailLimits => ({
  notice: inMemoryRateLimit(EMAIL_LIMITS.notice, now),
  confirmation: inMemoryRateLimit(EMAIL_LIMITS.confirmation, now),
});
