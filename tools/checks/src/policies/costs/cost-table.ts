import { costParts as columns, totalCost, type MonthlyCost } from './monthly-cost.ts';
import { traffic } from './traffic.ts';

/** Formats the estimate as a table: a row for each service, and the total. */
export function costTable(costs: readonly MonthlyCost[]): string {
  const rows = costs.map(
    (cost) => [cost.service, ...columns.map((column) => cost[column]), totalCost(cost)] as const,
  );
  const sums = [
    'all',
    ...columns.map((column) => sumColumn(costs, column)),
    costs.reduce((sum, cost) => sum + totalCost(cost), 0),
  ];
  return [
    `USD per month at ${traffic.ordersPerMonth.toLocaleString('en')} orders, list prices (tools/checks/src/policies/costs):`,
    line(['service', ...columns, 'total']),
    ...[...rows, sums].map(line),
  ].join('\n');
}

const sumColumn = (costs: readonly MonthlyCost[], column: (typeof columns)[number]): number =>
  costs.reduce((sum, cost) => sum + cost[column], 0);

const line = (cells: readonly (string | number)[]): string =>
  cells
    .map((cell, index) =>
      index === 0
        ? String(cell).padEnd(14)
        : (typeof cell === 'number' ? cell.toFixed(2) : cell).padStart(11),
    )
    .join('');
