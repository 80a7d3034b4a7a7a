import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { testRecordPath, writeTestRecord } from './test-record.ts';
import { temporaryFolder } from '../../../workspace/src/testing/temporary-folder.ts';
import { isWholeSuite } from './whole-suite.ts';

describe('the test record', () => {
  const path = testRecordPath(temporaryFolder('test-record-'), 'logs');
  const rows = () => readFileSync(path, 'utf8');

  it('is replaced by a run of all tests, and extended by a run of some tests', () => {
    writeTestRecord(path, [{ a: 1 }, { a: 1 }], { isWhole: false });
    expect(rows()).toBe('{"a":1}\n');
    writeTestRecord(path, [{ a: 1 }, { a: 2 }], { isWhole: false });
    expect(rows()).toBe('{"a":1}\n{"a":2}\n');
    writeTestRecord(path, [{ a: 3 }], { isWhole: true });
    expect(rows()).toBe('{"a":3}\n');
  });

  const all = { testPathPatterns: { patterns: [] } };
  it.each([
    [all, true],
    [{ testPathPatterns: { patterns: ['services/orders'] } }, false],
    [{ ...all, testNamePattern: 'buys' }, false],
    [{ ...all, onlyChanged: true }, false],
  ])('is whole for %j: %s', (run, isWhole) => expect(isWholeSuite(run)).toBe(isWhole));
});
