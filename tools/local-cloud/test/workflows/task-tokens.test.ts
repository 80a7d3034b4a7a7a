import { afterEach, expect, it } from '@jest/globals';
import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { waitUntil } from '#libs/testing';
import { manualClock } from '../../src/contract/manual-clock.ts';
import { waitForResult, toOutput, startStepFunctions } from './start-step-functions.ts';

let stepFunctions: Awaited<ReturnType<typeof startStepFunctions>>;
afterEach(async () => stepFunctions.stop());

it('waits for a callback with the task token and is idle meanwhile', async () => {
  const tokens: string[] = [];
  stepFunctions = await startStepFunctions({
    handlers: { ask: (event: { token: string }) => tokens.push(event.token) },
  });
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
  const stateMachineArn = await stepFunctions.deploy({ Definition: definition });
  const { executionArn } = await stepFunctions.client.send(new StartExecutionCommand({ stateMachineArn }));
  await waitUntil(() => stepFunctions.service.isIdle!());
  expect(tokens).toHaveLength(1);
  const callback = new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{"approved":true}' });
  await stepFunctions.client.send(callback);
  expect(toOutput(await waitForResult(stepFunctions.client, executionArn as string))).toEqual({
    approved: true,
  });
  await expect(stepFunctions.client.send(callback)).rejects.toMatchObject({ name: 'TaskDoesNotExist' });
});

it('times out a task without heartbeats and retries with another token', async () => {
  const tokens: string[] = [];
  const clock = manualClock(Date.UTC(2030, 0, 1));
  const advance = (milliseconds: number) => clock.advanceTo(clock.nowMs() + milliseconds);
  stepFunctions = await startStepFunctions({
    clock,
    handlers: { ask: (event: { token: string }) => tokens.push(event.token) },
  });
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
  const stateMachineArn = await stepFunctions.deploy({ Definition: definition });
  const { executionArn } = await stepFunctions.client.send(new StartExecutionCommand({ stateMachineArn }));
  await waitUntil(async () => tokens[0]);
  // Heartbeats every 1.5 s for longer than HeartbeatSeconds.
  for (let count = 0; count < 5; count += 1) {
    await advance(1_500);
    await stepFunctions.client.send(new SendTaskHeartbeatCommand({ taskToken: tokens[0] }));
  }
  expect(tokens).toHaveLength(1);
  await advance(2_000);
  await waitUntil(async () => {
    await advance(10);
    return tokens[1];
  });
  await advance(2_000);
  const execution = await waitForResult(stepFunctions.client, executionArn as string);
  expect(execution).toMatchObject({ status: 'FAILED', error: 'States.HeartbeatTimeout' });
  expect(new Set(tokens).size).toBe(2);
});

it('fails a task with the error of SendTaskFailure', async () => {
  const tokens: string[] = [];
  stepFunctions = await startStepFunctions({
    handlers: { ask: (event: { token: string }) => tokens.push(event.token) },
  });
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
  const stateMachineArn = await stepFunctions.deploy({ Definition: definition });
  const { executionArn } = await stepFunctions.client.send(new StartExecutionCommand({ stateMachineArn }));
  await waitUntil(async () => tokens[0]);
  await stepFunctions.client.send(
    new SendTaskFailureCommand({ taskToken: tokens[0], error: 'Declined', cause: 'by staff' }),
  );
  expect(await waitForResult(stepFunctions.client, executionArn as string)).toMatchObject({
    error: 'Declined',
    cause: 'by staff',
  });
});
