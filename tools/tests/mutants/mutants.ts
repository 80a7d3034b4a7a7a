import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { parseWholeNumber } from '../../workspace/src/cli/arguments.ts';
import { usageError } from '../../workspace/src/cli/command-error.ts';
import type { Command } from '../../workspace/src/cli/run-command.ts';
import { writeSection } from '../../workspace/src/docs/write-section.ts';
import { reliabilityPage } from '../../workspace/src/layout/workspace-folders.ts';
import { allProjects, selectProjects } from './projects.ts';
import { runStryker } from './run-stryker.ts';
import { checkFloor, formatPercent, formatScores, raiseFloor, type Floors } from './scores.ts';

const floorsFile = join(import.meta.dirname, 'floors.json');

/** @returns the committed scores */
export const readFloors = (): Floors => JSON.parse(readFileSync(floorsFile, 'utf8')) as Floors;

const options = {
  record: { type: 'boolean', description: 'raise the floors to the scores, and write docs/reliability.md' },
  force: {
    type: 'boolean',
    description: 'run all mutants again, not only those whose code or tests changed',
  },
  files: { type: 'string', placeholder: 'PATTERN', description: 'mutate only these files; no floor applies' },
  concurrency: {
    type: 'string',
    placeholder: 'N',
    description: 'the number of processes (default: the cores)',
  },
} as const;

/** `npm run mutants`: changes the code in many small ways, and reports the changes that no unit test notices. */
export const mutantsCommand: Command<typeof options> = {
  synopsis: 'npm run mutants -- [PROJECT]',
  description:
    'Runs the unit tests of a service or library, or of all of them, against mutants of its code. Fails if the share of killed mutants is below the floor of the project.',
  options,
  async run({ service: name, options: { record = false, force = false, files, concurrency } }) {
    if (files !== undefined && record) throw usageError('--files measures a part. Omit it to --record.');
    const projects = selectProjects(name);
    if (files !== undefined && name === undefined) throw usageError('--files needs a PROJECT.');
    const processes = concurrency ? parseWholeNumber('concurrency', concurrency, 1) : availableParallelism();
    for (const project of projects) {
      const score = await runStryker(project, {
        concurrency: processes,
        force,
        ...(files !== undefined && { files }),
      });
      console.log(
        `${project}: ${score.killed} of ${score.mutants} mutants killed, ${formatPercent(score)} %`,
      );
      if (files !== undefined) continue;
      if (record) await writeFloors(raiseFloor(readFloors(), project, score));
      else checkFloor(readFloors(), project, score);
    }
  },
};

async function writeFloors(floors: Floors): Promise<void> {
  const text = JSON.stringify(floors);
  writeFileSync(
    floorsFile,
    await format(text, { ...(await resolveConfig(floorsFile)), filepath: floorsFile }),
  );
  await writeSection(reliabilityPage, 'mutants', formatScores(floors, allProjects()));
}
