import { readFile, writeFile } from 'node:fs/promises';
import type { Counts, Usage } from './usage.ts';

/** What one purchase may use. A change that needs more records a new budget, so that a review sees it. */
export type Budget = Pick<
  Usage,
  | 'readUnits'
  | 'writeUnits'
  | 'invocations'
  | 'stateTransitions'
  | 'messages'
  | 'otherCalls'
  | 'callsInSeries'
>;

const file = new URL('purchase-budget.json', import.meta.url);

/** Reads the recorded budget. */
export const readBudget = async (): Promise<Budget> => JSON.parse(await readFile(file, 'utf8')) as Budget;

/** Records a new budget. */
export const writeBudget = async (budget: Budget): Promise<void> =>
  writeFile(file, `${JSON.stringify(budget, undefined, 2)}\n`);

/**
 * The budget that several equal purchases need: the least that any of them used, by name. A disturbance, such as a retry or
 * a message that came alone instead of in a batch, only adds to what a purchase uses.
 */
export function toBudget(usages: readonly Usage[]): Budget {
  const least = (
    name: 'readUnits' | 'writeUnits' | 'invocations' | 'stateTransitions' | 'messages' | 'otherCalls',
  ) => leastOf(usages.map((usage) => usage[name]));
  return {
    readUnits: least('readUnits'),
    writeUnits: least('writeUnits'),
    invocations: least('invocations'),
    stateTransitions: least('stateTransitions'),
    messages: least('messages'),
    otherCalls: least('otherCalls'),
    callsInSeries: Math.min(...usages.map(({ callsInSeries }) => callsInSeries)),
  };
}

/** A name that any purchase did without is not needed. */
const leastOf = (counts: readonly Counts[]): Counts => {
  const [first = {}] = counts;
  const needed = Object.keys(first).filter((name) => counts.every((each) => each[name] !== undefined));
  return Object.fromEntries(needed.map((name) => [name, Math.min(...counts.map((each) => each[name]!))]));
};

/** @returns what exceeds the budget, as sentences; empty if nothing does */
export function findExcesses(used: Budget, budget: Budget): string[] {
  const excess = (what: string, amount: number, allowed: number) =>
    amount > allowed ? [`${what}: ${amount} instead of ${allowed}`] : [];
  const excesses = (kind: string, amounts: Counts, allowed: Counts) =>
    Object.entries(amounts).flatMap(([name, amount]) =>
      excess(`${kind} ${name}`, amount, allowed[name] ?? 0),
    );
  return [
    ...excesses('read units', used.readUnits, budget.readUnits),
    ...excesses('write units', used.writeUnits, budget.writeUnits),
    ...excesses('invocations', used.invocations, budget.invocations),
    ...excesses('state transitions', used.stateTransitions, budget.stateTransitions),
    ...excesses('messages', used.messages, budget.messages),
    ...excesses('calls', used.otherCalls, budget.otherCalls),
    ...excess('calls in series', used.callsInSeries, budget.callsInSeries),
  ];
}
