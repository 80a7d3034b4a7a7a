import { costParts, totalCost, type MonthlyCost } from './monthly-cost.ts';
import { traffic } from './traffic.ts';

/**
 * Formats the change of the estimate: `cost: 12.10 → 13.05 USD per month at 100,000 orders (tables +0.95)`.
 *
 * @param before  undefined if the service is not deployed
 */
export function costChange(before: MonthlyCost | undefined, after: MonthlyCost): string {
  const unit = `USD per month at ${traffic.ordersPerMonth.toLocaleString('en')} orders`;
  if (!before) return `cost: ${dollars(totalCost(after))} ${unit}`;
  const parts = costParts
    .map((part) => [part, dollars(after[part] - before[part])] as const)
    .filter(([, difference]) => Number(difference) !== 0)
    .map(([part, difference]) => `${part} ${difference.startsWith('-') ? '' : '+'}${difference}`);
  const change = parts.length > 0 ? parts.join(', ') : 'unchanged';
  return `cost: ${dollars(totalCost(before))} → ${dollars(totalCost(after))} ${unit} (${change})`;
}

const dollars = (amount: number): string => amount.toFixed(2);
