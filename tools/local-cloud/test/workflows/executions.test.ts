import { afterEach, expect, it } from '@jest/globals';
import {
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { ended, errorNamed, functionArn, outputOf, workflowBench } from './start-step-functions.ts';

let bench: Awaited<ReturnType<typeof workflowBench>>;
afterEach(async () => bench.stop());

const task = (name: string, rest: Record<string, unknown>) => ({
  Type: 'Task',
  Resource: functionArn(name),
  ...rest,
});

it('starts an execution once per name', async () => {
  bench = await workflowBench();
  const definition = { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 60, End: true } } };
  const stateMachineArn = await bench.deploy({ Definition: definition });
  const start = async (input: string) =>
    bench.client.send(new StartExecutionCommand({ stateMachineArn, name: 'ord_1', input }));
  const first = await start('{"a":1}');
  expect((await start('{"a":1}')).executionArn).toBe(first.executionArn);
  await expect(start('{"a":2}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });

  await bench.client.send(
    new StopExecutionCommand({ executionArn: first.executionArn, error: 'Stopped', cause: 'test' }),
  );
  expect(await ended(bench.client, first.executionArn as string)).toMatchObject({
    status: 'ABORTED',
    error: 'Stopped',
  });
  await expect(start('{"a":1}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
});

it('tells the history, lists executions, and redrives a failed one', async () => {
  let isUp = false;
  bench = await workflowBench({
    handlers: {
      reserve: () => 1,
      charge() {
        if (!isUp) throw errorNamed('Down');
        return 2;
      },
    },
  });
  const definition = {
    StartAt: 'Reserve',
    States: { Reserve: task('reserve', { Next: 'Charge' }), Charge: task('charge', { End: true }) },
  };
  const stateMachineArn = await bench.deploy({ Definition: definition });
  const { executionArn } = await bench.run(stateMachineArn, {});
  const { executions } = await bench.client.send(
    new ListExecutionsCommand({ stateMachineArn, statusFilter: 'FAILED' }),
  );
  expect(executions).toMatchObject([{ executionArn, status: 'FAILED' }]);
  const { events = [] } = await bench.client.send(new GetExecutionHistoryCommand({ executionArn }));
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
  await bench.client.send(new RedriveExecutionCommand({ executionArn }));
  expect(outputOf(await ended(bench.client, executionArn as string))).toBe(2);
  expect(bench.functions.calls).toEqual(['reserve', 'charge', 'charge']);
});
