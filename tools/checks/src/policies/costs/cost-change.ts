import { costParts, totalOf, type MonthlyCost } from './monthly-cost.ts';
import { traffic } from './traffic.ts';

/**
 * The change of the estimate in words: `cost: 12.10 → 13.05 US dollars a month (tables +0.95) at 100,000 purchases`.
 *
 * @param before  none where nothing is deployed
 */
export function costChange(before: MonthlyCost | undefined, after: MonthlyCost): string {
  const at = `US dollars a month at ${traffic.purchasesPerMonth.toLocaleString('en')} purchases`;
  if (!before) return `cost: ${dollars(totalOf(after))} ${at}`;
  const parts = costParts
    .map((part) => [part, dollars(after[part] - before[part])] as const)
    .filter(([, difference]) => Number(difference) !== 0)
    .map(([part, difference]) => `${part} ${difference.startsWith('-') ? '' : '+'}${difference}`);
  const change = parts.length > 0 ? parts.join(', ') : 'as before';
  return `cost: ${dollars(totalOf(before))} → ${dollars(totalOf(after))} ${at} (${change})`;
}

const dollars = (amount: number): string => amount.toFixed(2);
