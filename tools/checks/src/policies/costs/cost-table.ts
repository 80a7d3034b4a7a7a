import { costParts as columns, totalOf, type MonthlyCost } from './monthly-cost.ts';
import { traffic } from './traffic.ts';

/** The estimate as lines for a terminal: a row for each service, and the sum. */
export function costTable(costs: readonly MonthlyCost[]): string {
  const rows = costs.map(
    (cost) => [cost.service, ...columns.map((column) => cost[column]), totalOf(cost)] as const,
  );
  const sums = [
    'all',
    ...columns.map((column) => sumOf(costs, column)),
    costs.reduce((sum, cost) => sum + totalOf(cost), 0),
  ];
  return [
    `US dollars a month at ${traffic.purchasesPerMonth.toLocaleString('en')} purchases, list prices (tools/checks/src/policies/costs):`,
    line(['service', ...columns, 'total']),
    ...[...rows, sums].map(line),
  ].join('\n');
}

const sumOf = (costs: readonly MonthlyCost[], column: (typeof columns)[number]): number =>
  costs.reduce((sum, cost) => sum + cost[column], 0);

const line = (cells: readonly (string | number)[]): string =>
  cells
    .map((cell, index) =>
      index === 0
        ? String(cell).padEnd(14)
        : (typeof cell === 'number' ? cell.toFixed(2) : cell).padStart(10),
    )
    .join('');
