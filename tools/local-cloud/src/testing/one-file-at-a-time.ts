import TestRunner, {
  type Config,
  type Test,
  type TestRunnerContext,
  type TestRunnerOptions,
  type TestWatcher,
} from 'jest-runner';

/**
 * Runs test files in sequence on any number of processors. The integration tests share one local cloud, so parallel files
 * would disturb each other's counts and waits. Unlike Jest's own serial runs, the files run in a worker process, which Jest
 * replaces when its heap exceeds `workerIdleMemoryLimit`: https://github.com/jestjs/jest/issues/7311
 */
export default class OneFileAtATime extends TestRunner {
  override readonly isSerial = true;

  readonly #isInBand: boolean;

  constructor(globalConfig: Config.GlobalConfig, context: TestRunnerContext) {
    super({ ...globalConfig, maxWorkers: 1 }, context);
    this.#isInBand = globalConfig.runInBand;
  }

  override runTests(tests: Test[], watcher: TestWatcher, options: TestRunnerOptions): Promise<void> {
    return super.runTests(tests, watcher, { ...options, serial: this.#isInBand });
  }
}
