import { describe, expect, it } from '@jest/globals';
import { measuredFiles, totals } from './suite-report.ts';

const output = {
  numTotalTests: 3,
  numFailedTests: 0,
  testResults: [
    { name: 'fast.test.ts', startTime: 1000, endTime: 1500, assertionResults: [{ duration: 100 }] },
    {
      name: 'slow.test.ts',
      startTime: 1500,
      endTime: 4000,
      assertionResults: [{ duration: 1500 }, { duration: 250 }, { duration: null }, {}],
    },
  ],
};

describe('the report on a run of the tests', () => {
  it('lists the slowest file first, with the time of its tests', () => {
    expect(measuredFiles(output)).toEqual([
      { name: 'slow.test.ts', seconds: 2.5, testSeconds: 1.75 },
      { name: 'fast.test.ts', seconds: 0.5, testSeconds: 0.1 },
    ]);
  });

  it('adds the files', () => {
    expect(totals(measuredFiles(output))).toEqual({ seconds: 3, testSeconds: 1.85 });
  });
});
