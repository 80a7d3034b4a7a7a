import TestRunner from 'jest-runner';

/**
 * Runs test files in sequence on any number of processors. The integration tests share one local cloud, so parallel files
 * would disturb each other's counts and waits.
 */
export default class OneFileAtATime extends TestRunner {
  override readonly isSerial = true;
}
