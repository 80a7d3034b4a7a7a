import type { LocalCloud } from '../boot/local-cloud.ts';
import type { Observer } from '../boot/services.ts';
import { accessRecord } from './access-record.ts';
import { createAnswerRecord } from './answer-record.ts';
import { createLogRecord } from './log-record.ts';
import { recordWholeRun, testRecordPath, writeTestRecord } from './test-record.ts';

export interface TestRecorder {
  /** Observes the local cloud that the tests run on. */
  readonly observer: Observer;
  /** Writes what the cloud did to `.local/test-record` of a workspace, where `npm run checks -- --after-tests` reads it. */
  write(
    workspaceFolder: string,
    cloud: Pick<LocalCloud, 'calls' | 'deployed'>,
    run: { readonly isWhole: boolean },
  ): void;
}

/** Records the logs, responses and AWS calls of a test run. */
export function createTestRecorder(): TestRecorder {
  const logs = createLogRecord();
  const answers = createAnswerRecord();
  return {
    observer: { ...logs.observer, onAnswered: answers.onAnswered },
    write(workspaceFolder, cloud, { isWhole }) {
      const records = { logs: logs.recorded(), answers: answers.recorded(), ...accessRecord(cloud) };
      for (const [name, rows] of Object.entries(records))
        writeTestRecord(testRecordPath(workspaceFolder, name), rows, { isWhole });
      if (isWhole) recordWholeRun(workspaceFolder);
    },
  };
}
