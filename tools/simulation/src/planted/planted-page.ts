import type { PlantedBug } from './planted-bugs.ts';

/** What the simulation says about one planted bug. */
export interface Finding {
  readonly bug: PlantedBug;
  /** The seed of the first history that violates an invariant; absent when none does. */
  readonly seed: number | undefined;
  readonly invariant: string | undefined;
  readonly histories: number;
  /** The shrunk history. */
  readonly output: string;
}

/** @returns the section about planted bugs, in Markdown */
export function plantedPage(findings: readonly Finding[], histories: number): string {
  const found = findings.filter(({ seed }) => seed !== undefined);
  return [
    `\`npm run simulate -- --planted --report\` planted ${findings.length} bugs, one after the other, in a copy of the workspace. ${found.length} were found within ${histories} histories each. The output of the command has the shrunk history of each.`,
    '',
    '| planted bug | found by | after histories | parts and faults of the shrunk history |',
    '| --- | --- | --: | --- |',
    ...findings.map(
      ({ bug, seed, invariant, histories: run, output }) =>
        `| ${bug.name} | ${invariant ?? 'not found'} | ${seed === undefined ? `${run}+` : run} | ${shrunkParts(output)} |`,
    ),
  ].join('\n');
}

function shrunkParts(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const parts = lines.find((line) => line.startsWith('parts: '))?.slice('parts: '.length) ?? '';
  const faults = lines
    .filter((line) => line.startsWith('fault: '))
    .map((line) => line.slice('fault: '.length));
  return [parts, ...faults.map((fault) => `\`${fault}\``)].join('; ');
}
