import { invariants } from '../invariants/index.ts';
import { columns } from './columns.ts';
import { toCell, type Summary } from './summary.ts';

/** When, where and how a run took place. */
export interface Run {
  readonly date: string;
  readonly machine: string;
  readonly command: string;
  readonly firstSeed: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

/** @returns the section about invariants, in Markdown */
export function invariantsPage(): string {
  const rows = invariants.map(
    ({ name, description, holds }) => `| ${name} | ${description} | ${holds.replace('-', ' ')} |`,
  );
  return [
    'An invariant that holds at rest may be broken for a moment while an order is in progress.',
    '',
    '| invariant | what holds | when |',
    '| --- | --- | --- |',
    ...rows,
    '',
    'The code is in `tools/simulation/src/invariants`, one file each.',
  ].join('\n');
}

/** @returns the section about the simulation, in Markdown */
export function simulationPage(summary: Summary, run: Run): string {
  const { histories, orders, faults, steps, cells, failures } = summary;
  const count = (value: number) => value.toLocaleString('en-US');
  const perMinute = (seconds: number) => count(Math.round((histories / seconds) * 60));
  const header = `| invariant | ${columns.join(' | ')} |`;
  const rows = invariants.map(
    ({ name }) =>
      `| ${name} | ${columns.map((column) => count(cells[toCell(name, column)] ?? 0)).join(' | ')} |`,
  );
  return [
    `\`${run.command}\` ran ${count(histories)} histories on ${run.date} (${run.machine}): seeds ${run.firstSeed} to ${run.firstSeed + histories - 1}, ${count(orders)} orders, ${count(faults)} faults, ${count(steps)} steps. ${failures.length === 0 ? 'No history violated an invariant.' : `${failures.length} histories violated an invariant: seeds ${failures.map(({ seed }) => seed).join(', ')}.`}`,
    '',
    `It took ${Math.round(run.wallSeconds)} s and ${Math.round(run.cpuSeconds)} CPU seconds: ${perMinute(run.wallSeconds)} histories a minute, ${perMinute(run.cpuSeconds)} per CPU minute.`,
    '',
    'Each cell counts the histories in which the fault happened and the invariant was checked on something: on a charge, a reservation, a repeated request.',
    '',
    header,
    `| --- | ${columns.map(() => '--:').join(' | ')} |`,
    ...rows,
  ].join('\n');
}
