import { readFileSync, writeFileSync } from 'node:fs';

/**
 * The kilobytes that each function may have, by name: `checkout/create-session`. Parsing a bundle takes 50 µs of a cold start
 * for each kilobyte, so that a change that needs more records it, and a review sees it.
 */
export type BundleBudget = Readonly<Record<string, number>>;

/** The sizes of bundles in bytes, by the same names. */
export type BundleSizes = Readonly<Record<string, number>>;

// Next to the sources of the bundler, whose changes build all services again.
const file = new URL('../../../bundle-budget.json', import.meta.url);

const BYTES_PER_KILOBYTE = 1024;
/** Budgets are multiples of it, so that small changes do not touch the record. */
const STEP_KILOBYTES = 5;
/** A bundle that is smaller by more than this records what it gained. */
const SLACK_KILOBYTES = 2 * STEP_KILOBYTES;

/** Reads the recorded budget. */
export const readBudget = (): BundleBudget => JSON.parse(readFileSync(file, 'utf8')) as BundleBudget;

/** Records a new budget. */
export const writeBudget = (budget: BundleBudget): void =>
  writeFileSync(file, `${JSON.stringify(budget, undefined, 2)}\n`);

/** @returns the budget that the bundles need. What is recorded and still fits is kept. */
export function toBudget(sizes: BundleSizes, recorded: BundleBudget = {}): BundleBudget {
  const budgets = Object.entries(sizes).map(([name, bytes]): [string, number] => {
    const kept = recorded[name];
    return [name, kept !== undefined && fits(bytes, kept) ? kept : smallestBudget(bytes)];
  });
  return Object.fromEntries(budgets.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** @returns one message for each bundle that differs from the record; empty if all fit */
export function budgetViolations(sizes: BundleSizes, recorded: BundleBudget): string[] {
  const removed = Object.keys(recorded).filter((name) => !Object.hasOwn(sizes, name));
  return [
    ...Object.entries(sizes).flatMap(([name, bytes]) => sizeViolation(name, bytes, recorded[name])),
    ...removed.map((name) => `${name} is in the record of sizes, but not in the workspace. ${RECORD}`),
  ];
}

const RECORD = 'To record it: npm run bundles -- --record';

function sizeViolation(name: string, bytes: number, budget: number | undefined): string[] {
  if (budget === undefined) return [`${name} is not in the record of sizes. ${RECORD}`];
  if (fits(bytes, budget)) return [];
  const size = `${name} has ${Math.ceil(bytes / BYTES_PER_KILOBYTE)} KB`;
  return bytes > budget * BYTES_PER_KILOBYTE
    ? [`${size}, and ${budget} KB are recorded. Import less, or record the rise. ${RECORD}`]
    : [`${size}, less than the recorded ${budget} KB. Keep the gain. ${RECORD}`];
}

const fits = (bytes: number, budget: number): boolean =>
  bytes <= budget * BYTES_PER_KILOBYTE && bytes > (budget - SLACK_KILOBYTES) * BYTES_PER_KILOBYTE;

const smallestBudget = (bytes: number): number =>
  Math.ceil(bytes / BYTES_PER_KILOBYTE / STEP_KILOBYTES) * STEP_KILOBYTES;
