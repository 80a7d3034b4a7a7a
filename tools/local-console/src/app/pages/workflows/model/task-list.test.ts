import { expect, it } from '@jest/globals';
import { finishedPart, logTarget, taskCommand, taskName, taskState, type EcsTask } from './task-list.ts';

const task: EcsTask = {
  taskArn: 'arn:aws:ecs:us-east-1:000000000000:task/jobs/0a1b',
  clusterArn: 'arn:aws:ecs:us-east-1:000000000000:cluster/jobs',
  taskDefinitionArn: 'arn:aws:ecs:us-east-1:000000000000:task-definition/tradewind-reporting-local-run-job:1',
  lastStatus: 'STOPPED',
  containers: [{ name: 'run-job', exitCode: 0 }],
  overrides: {
    containerOverrides: [
      { name: 'run-job', command: ['now'], environment: [{ name: 'JOB_ID', value: 'job_1' }] },
    ],
  },
};

it('names a task by its definition and its overrides', () => {
  expect([taskName(task), taskCommand(task), taskCommand({})]).toEqual(['run-job', 'now JOB_ID=job_1', '']);
});

it('judges a task by its exit codes', () => {
  expect(taskState({ ...task, lastStatus: 'RUNNING' })).toBe('running');
  expect(taskState(task)).toBe('succeeded');
  expect(taskState({ ...task, containers: [{ name: 'run-job', exitCode: 137 }] })).toBe('failed');
});

it('finds the log stream of a task', () => {
  const options = { 'awslogs-group': '/ecs/jobs', 'awslogs-stream-prefix': 'reporting' };
  const container = { name: 'run-job', logConfiguration: { options } };
  expect(logTarget(task, { family: 'jobs', containerDefinitions: [container] })).toEqual({
    logGroupName: '/ecs/jobs',
    logStreamName: 'reporting/run-job/0a1b',
  });
  expect(logTarget(task, { family: 'jobs', containerDefinitions: [{ name: 'a' }] })).toBeUndefined();
});

it('computes the finished part from rows, else from bytes', () => {
  const job = { jobId: 'job_1', kind: 'import', status: 'running' };
  expect(finishedPart({ ...job, rowsDone: 5, rowsTotal: 20, bytesDone: 9, bytesTotal: 9 })).toBe(0.25);
  expect(finishedPart({ ...job, rowsDone: 5, bytesDone: 3, bytesTotal: 4 })).toBe(0.75);
  expect(finishedPart({ ...job, rowsDone: 5 })).toBeUndefined();
});
