import { afterEach, expect, it } from '@jest/globals';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import {
  waitForResult,
  createNamedError,
  functionArn,
  toOutput,
  startStepFunctions,
} from './start-step-functions.ts';

let stepFunctions: Awaited<ReturnType<typeof startStepFunctions>>;
afterEach(async () => stepFunctions.stop());

const task = (name: string, rest: Record<string, unknown>) => ({
  Type: 'Task',
  Resource: functionArn(name),
  ...rest,
});

it('starts one execution per name', async () => {
  stepFunctions = await startStepFunctions();
  const definition = { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 60, End: true } } };
  const stateMachineArn = await stepFunctions.deploy({ Definition: definition });
  const start = async (input: string) =>
    stepFunctions.client.send(new StartExecutionCommand({ stateMachineArn, name: 'ord_1', input }));
  const first = await start('{"a":1}');
  expect((await start('{"a":1}')).executionArn).toBe(first.executionArn);
  await expect(start('{"a":2}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });

  await stepFunctions.client.send(
    new StopExecutionCommand({ executionArn: first.executionArn, error: 'Stopped', cause: 'test' }),
  );
  expect(await waitForResult(stepFunctions.client, first.executionArn as string)).toMatchObject({
    status: 'ABORTED',
    error: 'Stopped',
  });
  await expect(start('{"a":1}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
});

it('returns the history, lists executions and redrives a failed execution', async () => {
  let isUp = false;
  stepFunctions = await startStepFunctions({
    handlers: {
      reserve: () => 1,
      charge() {
        if (!isUp) throw createNamedError('Down');
        return 2;
      },
    },
  });
  const definition = {
    StartAt: 'Reserve',
    States: { Reserve: task('reserve', { Next: 'Charge' }), Charge: task('charge', { End: true }) },
  };
  const stateMachineArn = await stepFunctions.deploy({ Definition: definition });
  const { executionArn } = await stepFunctions.run(stateMachineArn, {});
  const { executions } = await stepFunctions.client.send(
    new ListExecutionsCommand({ stateMachineArn, statusFilter: 'FAILED' }),
  );
  expect(executions).toMatchObject([{ executionArn, status: 'FAILED' }]);
  const { events = [] } = await stepFunctions.client.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events.map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'TaskStateEntered',
    'LambdaFunctionScheduled',
    'LambdaFunctionStarted',
    'LambdaFunctionSucceeded',
    'TaskStateExited',
    'TaskStateEntered',
    'LambdaFunctionScheduled',
    'LambdaFunctionStarted',
    'LambdaFunctionFailed',
    'ExecutionFailed',
  ]);
  expect(events.at(1)?.stateEnteredEventDetails).toMatchObject({ name: 'Reserve', input: '{}' });

  isUp = true;
  await stepFunctions.client.send(new RedriveExecutionCommand({ executionArn }));
  expect(toOutput(await waitForResult(stepFunctions.client, executionArn as string))).toBe(2);
  expect(stepFunctions.functions.calls).toEqual(['reserve', 'charge', 'charge']);
  const redriven = await stepFunctions.client.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(redriven.events?.slice(events.length).map(({ type }) => type)).toEqual([
    'ExecutionRedriven',
    'LambdaFunctionScheduled',
    'LambdaFunctionStarted',
    'LambdaFunctionSucceeded',
    'TaskStateExited',
    'ExecutionSucceeded',
  ]);
  expect(redriven.events?.[events.length]?.executionRedrivenEventDetails).toEqual({ redriveCount: 1 });
  expect(await stepFunctions.client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
    redriveCount: 1,
    redriveStatus: 'NOT_REDRIVABLE',
  });
});
