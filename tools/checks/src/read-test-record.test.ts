import { describe, expect, it } from '@jest/globals';
import {
  recordWholeRun,
  testRecordPath,
  writeTestRecord,
} from '../../local-cloud/src/testing/test-record.ts';
import { temporaryFolder } from '../../workspace/src/testing/temporary-folder.ts';
import { readTestRecord } from './read-test-record.ts';

describe('readTestRecord', () => {
  it('returns the rows of a run of all tests, and of a part that ran later', () => {
    const folder = temporaryFolder('test-record-');
    const path = testRecordPath(folder, 'answers');
    writeTestRecord(path, [{ status: 200 }], { isWhole: true });
    recordWholeRun(folder);
    writeTestRecord(path, [{ status: 404 }], { isWhole: false });
    expect(readTestRecord(folder, 'answers')).toEqual([{ status: 200 }, { status: 404 }]);
  });

  it('says that only a part of the tests ran', () => {
    const folder = temporaryFolder('test-record-');
    writeTestRecord(testRecordPath(folder, 'answers'), [{ status: 200 }], { isWhole: false });
    expect(() => readTestRecord(folder, 'answers')).toThrow('Only a part of the tests ran');
  });

  it('says that no tests ran', () => {
    expect(() => readTestRecord(temporaryFolder('test-record-'), 'answers')).toThrow('Run "npm test"');
  });
});
