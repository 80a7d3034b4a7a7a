import { expect, it } from '@jest/globals';
import { lambdaContext } from '#libs/testing';
import { scheduleHandler, type ScheduledRun } from './schedule-handler.ts';

const event = { time: '2030-01-01T12:00:00Z' };

it('says when the run was due', async () => {
  const runs: ScheduledRun[] = [];
  await scheduleHandler(async (due) => void runs.push(due))(event, lambdaContext());
  expect(runs).toEqual([{ dueAt: new Date('2030-01-01T12:00:00.000Z') }]);
});

it('throws what went wrong, so that the error metric moves and Lambda tries again', async () => {
  const failing = scheduleHandler(async () => {
    throw new Error('table is gone');
  });
  await expect(failing(event, lambdaContext())).rejects.toThrow('table is gone');
});
