import { expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import fc from 'fast-check';
import { checkStreamFilter } from '../../../../tools/workspace/src/testing/stream-filter.ts';
import { startExecution } from './start-execution.ts';

it('is invoked for every change that starts an execution', async () => {
  const jobId = newId('job');
  const item = fc.constantFrom('pending', 'running', 'completed').map((status) => ({ jobId, status }));
  const count = await checkStreamFilter(['reporting', 'start-execution'], item, async (change) => {
    let isStarted = false;
    const startOnce = async () => void (isStarted = true);
    await startExecution({ change, correlationId: 'c' }, { executions: { startOnce } });
    return isStarted;
  });
  expect(count).toBeGreaterThan(0);
});
