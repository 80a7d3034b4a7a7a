import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InstrumenterContext, StrykerOptions } from '@stryker-mutator/api/core';
import { commonTokens, tokens } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
  type DryRunOptions,
  type DryRunResult,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
} from '@stryker-mutator/api/test-runner';
import { isolated } from './module-graphs.ts';
import { collectTests, runBlock, type Block, type Outcome } from './test-tree.ts';

/** Properties draw the same values for each mutant. Otherwise, the score would differ from run to run. */
const SEED = 1;

// cspell:ignore Instrumenter -- a type of Stryker
/** What the instrumented code reads: which mutant is active, and which test runs. */
const context: InstrumenterContext = {};
Object.assign(globalThis, { __stryker__: context });

/**
 * Loads the test files of a project once and runs only the tests that cover a mutant. Jest loads the modules of a test file
 * again for each run, which takes a second and more per file.
 */
export class InProcessRunner implements TestRunner {
  static inject = tokens(commonTokens.options);
  readonly #testFiles: readonly string[];
  #files: Promise<TestFile[]> | undefined;

  constructor(options: StrykerOptions) {
    this.#testFiles = options.testFiles ?? [];
  }

  /** A mutant of code that runs while a module is loaded needs a new process. */
  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: false };
  }

  async dryRun({ disableBail }: DryRunOptions): Promise<DryRunResult> {
    const tests = await this.#run({ isEnabled: () => true, stopsAtFailure: !disableBail });
    return {
      status: DryRunStatus.Complete,
      tests,
      ...(context.mutantCoverage && { mutantCoverage: context.mutantCoverage }),
    };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, disableBail, hitLimit, mutantActivation, testFilter } = options;
    const enabled = testFilter && new Set(testFilter);
    if (mutantActivation === 'runtime') await this.#load();
    context.activeMutant = activeMutant.id;
    if (hitLimit !== undefined) Object.assign(context, { hitLimit, hitCount: 0 });
    try {
      const tests = await this.#run({
        isEnabled: (id) => enabled?.has(id) ?? true,
        stopsAtFailure: !disableBail,
      });
      return toMutantRunResult(
        determineHitLimitReached(context.hitCount, context.hitLimit) ?? {
          status: DryRunStatus.Complete,
          tests,
        },
      );
    } finally {
      for (const key of ['activeMutant', 'hitLimit', 'hitCount'] as const) delete context[key];
    }
  }

  #load(): Promise<TestFile[]> {
    this.#files ??= loadTestFiles(globSync(this.#testFiles).toSorted());
    return this.#files;
  }

  async #run(run: { isEnabled(id: string): boolean; stopsAtFailure: boolean }): Promise<TestResult[]> {
    const results: TestResult[] = [];
    for (const { block, variables } of await this.#load()) {
      useVariables(variables);
      const goesOn = await runBlock(block, {
        isEnabled: ({ id }) => run.isEnabled(id),
        onStart: ({ id }) => (context.currentTestId = id),
        onEnd: (outcome) => {
          delete context.currentTestId;
          results.push(toTestResult(block.name, outcome));
          return outcome.error === undefined || !run.stopsAtFailure;
        },
      });
      if (!goesOn) break;
    }
    return results;
  }
}

/** The tests of a file, and the environment variables that it sets before it imports its subject. */
interface TestFile {
  readonly block: Block;
  readonly variables: NodeJS.ProcessEnv;
}

async function loadTestFiles(files: readonly string[]): Promise<TestFile[]> {
  // As in jest.config.mjs.
  process.env['POWERTOOLS_LOG_LEVEL'] ??= 'SILENT';
  process.env['POWERTOOLS_METRICS_DISABLED'] ??= 'true';
  const { default: fc } = await import('fast-check');
  fc.configureGlobal({ seed: SEED });
  const initial = { ...process.env };
  const loaded: TestFile[] = [];
  for (const [index, file] of files.entries()) {
    useVariables(initial);
    const url = isolated(pathToFileURL(resolve(file)).href, index);
    const block = await collectTests(file, () => import(url));
    loaded.push({ block, variables: { ...process.env } });
  }
  return loaded;
}

function useVariables(variables: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in variables)) delete process.env[name];
  Object.assign(process.env, variables);
}

function toTestResult(file: string, { test, milliseconds, error }: Outcome): TestResult {
  const result = { id: test.id, name: test.id, timeSpentMs: milliseconds, fileName: resolve(file) };
  if (error === undefined) return { ...result, status: TestStatus.Success };
  return { ...result, status: TestStatus.Failed, failureMessage: String(error) };
}
