import TestRunner from 'jest-runner';

/**
 * Runs test files one after the other, however many processors there are. Those of the integration tests share one cloud:
 * what one counts, hastens or waits to see at rest, another would move.
 */
export default class OneFileAtATime extends TestRunner {
  override readonly isSerial = true;
}
