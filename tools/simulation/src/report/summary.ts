import type { History } from '../histories/history.ts';
import { invariants, type Violation } from '../invariants/index.ts';
import { columns, toColumns, type Column } from './columns.ts';
import { subjects } from './subjects.ts';

/** What a run found. Summaries of several processes can be added up. */
export interface Summary {
  histories: number;
  steps: number;
  orders: number;
  faults: number;
  /** Histories in which an invariant was checked on something after a fault: `stock adds up|duplicate`. */
  cells: Record<string, number>;
  failures: { readonly seed: number; readonly violations: readonly Violation[] }[];
}

export const emptySummary = (): Summary => ({
  histories: 0,
  steps: 0,
  orders: 0,
  faults: 0,
  cells: {},
  failures: [],
});

export const toCell = (invariant: string, column: Column): string => `${invariant}|${column}`;

export function addHistory(summary: Summary, history: History): void {
  const { seed, faults, snapshot, steps, violations } = history;
  summary.histories++;
  summary.steps += steps;
  summary.orders += snapshot.orders.length;
  summary.faults += faults.length;
  if (violations.length > 0) summary.failures.push({ seed, violations });
  const happened = new Set(faults.flatMap(toColumns));
  for (const { name } of invariants)
    if (subjects[name]!(snapshot) > 0)
      for (const column of happened) {
        const cell = toCell(name, column);
        summary.cells[cell] = (summary.cells[cell] ?? 0) + 1;
      }
}

export function addSummary(total: Summary, part: Summary): void {
  total.histories += part.histories;
  total.steps += part.steps;
  total.orders += part.orders;
  total.faults += part.faults;
  total.failures.push(...part.failures);
  for (const [cell, count] of Object.entries(part.cells))
    total.cells[cell] = (total.cells[cell] ?? 0) + count;
}

/** @returns the cells of the table that no history covered */
export const emptyCells = ({ cells }: Summary): string[] =>
  invariants
    .flatMap(({ name }) => columns.map((column) => toCell(name, column)))
    .filter((cell) => !cells[cell]);
