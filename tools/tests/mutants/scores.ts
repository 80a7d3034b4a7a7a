import { CommandError } from '../../workspace/src/cli/command-error.ts';
import type { Project } from './projects.ts';

/** How many mutants of a project the tests were run against, and how many of them failed a test. */
export interface Score {
  readonly mutants: number;
  readonly killed: number;
}

/** The committed scores. No project may fall below its own. */
export type Floors = Readonly<Record<Project, Score>>;

/** @returns the share of killed mutants in percent; a project without mutants has 100 */
export const toPercent = ({ mutants, killed }: Score): number =>
  mutants === 0 ? 100 : (100 * killed) / mutants;

/** @returns the percentage, rounded down, so that 85.0 is never shown for less */
export const formatPercent = (score: Score): string => (Math.floor(toPercent(score) * 10) / 10).toFixed(1);

/** @returns the score that Stryker's results amount to; ignored and invalid mutants do not count */
export function countScore(results: readonly { readonly status: string }[]): Score {
  const count = (...statuses: string[]) => results.filter(({ status }) => statuses.includes(status)).length;
  const killed = count('Killed', 'Timeout');
  return { killed, mutants: killed + count('Survived', 'NoCoverage') };
}

/** @throws CommandError when the score is below the floor of the project */
export function checkFloor(floors: Floors, project: Project, score: Score): void {
  const floor = floors[project];
  if (floor && toPercent(score) < toPercent(floor))
    throw new CommandError(
      `${project} kills ${formatPercent(score)} % of its mutants, below its floor of ${formatPercent(floor)} %. Add tests that fail on the survivors above.`,
    );
}

/**
 * @returns the floors with that of the project raised to the score
 * @throws CommandError when the score is below the floor
 */
export function raiseFloor(floors: Floors, project: Project, score: Score): Floors {
  checkFloor(floors, project, score);
  const raised = Object.entries({ ...floors, [project]: score });
  return Object.fromEntries(raised.toSorted(([one], [other]) => one.localeCompare(other)));
}

/** @returns the table of docs/reliability.md */
export function formatScores(floors: Floors, projects: readonly Project[]): string {
  const rows = Object.entries(floors).map(
    ([project, score]) => `| ${project} | ${score.mutants} | ${score.killed} | ${formatPercent(score)} % |`,
  );
  const missing = projects.filter((project) => !(project in floors));
  return [
    '| project | mutants | killed | score |',
    '| --- | ---: | ---: | ---: |',
    ...rows,
    '',
    missing.length === 0 ? 'All projects are measured.' : `Not measured: ${missing.join(', ')}.`,
  ].join('\n');
}
