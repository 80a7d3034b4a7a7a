import { expect, it } from '@jest/globals';
import { lambdaContext } from '#libs/testing';
import { scheduleHandler, type ScheduledRun } from './schedule-handler.ts';

const event = { time: '2030-01-01T12:00:00Z' };

it('passes the scheduled time to the run', async () => {
  const runs: ScheduledRun[] = [];
  await scheduleHandler(async (due) => void runs.push(due))(event, lambdaContext());
  expect(runs).toEqual([{ dueAt: new Date('2030-01-01T12:00:00.000Z') }]);
});

it('rethrows errors, so that Lambda counts and retries them', async () => {
  const failing = scheduleHandler(async () => {
    throw new Error('table is gone');
  });
  await expect(failing(event, lambdaContext())).rejects.toThrow('table is gone');
});
