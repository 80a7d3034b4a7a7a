import { AppError } from '#libs/errors';
import type { RateLimit, RateLimitRule } from '#libs/gateways';

/** A {@link RateLimit} in memory, with the fixed windows of the one on DynamoDB. */
export function inMemoryRateLimit(rule: RateLimitRule, now: () => Date = () => new Date()): RateLimit {
  const uses = new Map<string, number>();
  return {
    async use(subject) {
      const seconds = Math.floor(now().getTime() / 1000);
      const windowEndsAt = (Math.floor(seconds / rule.windowSeconds) + 1) * rule.windowSeconds;
      const id = `${subject}#${windowEndsAt}`;
      const used = uses.get(id) ?? 0;
      if (used >= rule.limit)
        throw new AppError('throttled', rule.code, { retryAfterSeconds: windowEndsAt - seconds });
      uses.set(id, used + 1);
    },
  };
}
