import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { waitUntil } from '#libs/testing';
import { ended, outputOf, workflowBench } from './start-step-functions.ts';

let bench: Awaited<ReturnType<typeof workflowBench>>;
afterEach(async () => bench.stop());

it('waits to be called back with the task token, and counts as idle meanwhile', async () => {
  const tokens: string[] = [];
  bench = await workflowBench({ handlers: { ask: (event: { token: string }) => tokens.push(event.token) } });
  const definition = {
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
        End: true,
      },
    },
  };
  const stateMachineArn = await bench.deploy({ Definition: definition });
  const { executionArn } = await bench.client.send(new StartExecutionCommand({ stateMachineArn }));
  await waitUntil(async () => (await bench.service.isIdle!()) || undefined);
  expect(tokens).toHaveLength(1);
  const answer = new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{"approved":true}' });
  await bench.client.send(answer);
  expect(outputOf(await ended(bench.client, executionArn as string))).toEqual({ approved: true });
  await expect(bench.client.send(answer)).rejects.toMatchObject({ name: 'TaskDoesNotExist' });
});

it('gives a task up whose heartbeat stops, and asks again with another token', async () => {
  const tokens: string[] = [];
  bench = await workflowBench({ handlers: { ask: (event: { token: string }) => tokens.push(event.token) } });
  const definition = {
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        HeartbeatSeconds: 2,
        Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
        Retry: [{ ErrorEquals: ['States.HeartbeatTimeout'], IntervalSeconds: 0.01, MaxAttempts: 1 }],
        End: true,
      },
    },
  };
  const stateMachineArn = await bench.deploy({ Definition: definition });
  const { executionArn } = await bench.client.send(new StartExecutionCommand({ stateMachineArn }));
  // Longer than one heartbeat may take, and each of them a good deal earlier.
  for (let beat = 0; beat < 5; beat += 1) {
    await sleep(500);
    await bench.client.send(new SendTaskHeartbeatCommand({ taskToken: tokens[0] }));
  }
  expect(tokens).toHaveLength(1);
  const execution = await ended(bench.client, executionArn as string);
  expect(execution).toMatchObject({ status: 'FAILED', error: 'States.HeartbeatTimeout' });
  expect(new Set(tokens).size).toBe(2);
});

it('fails a task by the error that SendTaskFailure names', async () => {
  const tokens: string[] = [];
  bench = await workflowBench({ handlers: { ask: (event: { token: string }) => tokens.push(event.token) } });
  const definition = {
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
        End: true,
      },
    },
  };
  const stateMachineArn = await bench.deploy({ Definition: definition });
  const { executionArn } = await bench.client.send(new StartExecutionCommand({ stateMachineArn }));
  await waitUntil(async () => tokens[0]);
  await bench.client.send(
    new SendTaskFailureCommand({ taskToken: tokens[0], error: 'Declined', cause: 'by staff' }),
  );
  expect(await ended(bench.client, executionArn as string)).toMatchObject({
    error: 'Declined',
    cause: 'by staff',
  });
});
