import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import type { Project } from './projects.ts';
import { countScore, type Score } from './scores.ts';

/** Copies of the workspace with mutants, and the results of previous runs. */
const FOLDER = '.nx/mutants';

/** What unit tests do not cover: declarations, and the wiring that the integration tests run. */
const notMutated = ['*.test.ts', '*.schema.ts', 'log-events.ts', 'metrics.ts'];
const notMutatedFolders = ['handlers', 'wiring', 'parameters'];

interface Options {
  readonly concurrency: number;
  /** Runs all mutants again, also those whose code and tests have not changed. */
  readonly force: boolean;
  /** Only these files, as patterns below the root. */
  readonly files?: string;
}

/**
 * Runs the unit tests of a project against its mutants, and prints the survivors.
 *
 * @throws Error when a test fails without a mutant
 */
export async function runStryker(project: Project, { concurrency, force, files }: Options): Promise<Score> {
  const source = `${project}/src/**`;
  const results = await new Stryker({
    mutate: [
      files ?? `${source}/*.ts`,
      ...notMutated.map((name) => `!${source}/${name}`),
      ...notMutatedFolders.map((name) => `!${source}/${name}/**`),
    ],
    testFiles: [`${source}/*.test.ts`],
    testRunner: 'in-process',
    plugins: [join(import.meta.dirname, 'runner/plugin.ts')],
    checkers: [],
    ignorers: ['prose'],
    coverageAnalysis: 'perTest',
    // A mutant of code that runs while a module is loaded needs a process of its own and all tests.
    ignoreStatic: true,
    concurrency,
    force,
    incremental: files === undefined,
    incrementalFile: `${FOLDER}/${project.replace('/', '-')}.json`,
    tempDirName: `${FOLDER}/sandboxes`,
    ignorePatterns: ['.nx', '.local', 'coverage', '**/dist', '**/.serverless', 'docs'],
    reporters: ['clear-text', 'progress-append-only'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: true },
    allowConsoleColors: false,
  }).runMutationTest();
  return countScore(results);
}
