import { AppError } from '#libs/errors';
import type { RateLimit, RateLimitRule } from '#libs/gateways';

/** A {@link RateLimit} in memory, with the fixed windows of the one on DynamoDB. */
export function inMemoryRateLimit(rule: RateLimitRule, now: () => Date = () => new Date()): RateLimit {
  const uses = new Map<string, number>();
  const currentWindow = (subject: string) => {
    const seconds = Math.floor(now().getTime() / 1000);
    const endsAt = (Math.floor(seconds / rule.windowSeconds) + 1) * rule.windowSeconds;
    const id = `${subject}#${endsAt}`;
    return { id, used: uses.get(id) ?? 0, secondsLeft: endsAt - seconds };
  };
  return {
    async use(subject, count = 1) {
      const { id, used, secondsLeft } = currentWindow(subject);
      if (used + count > rule.limit)
        throw new AppError('throttled', rule.code, { retryAfterSeconds: secondsLeft });
      uses.set(id, used + count);
    },
    async giveBack(subject, count = 1) {
      const { id, used } = currentWindow(subject);
      if (used >= count) uses.set(id, used - count);
    },
  };
}
