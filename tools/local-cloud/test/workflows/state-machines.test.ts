import { afterEach, describe, expect, it } from '@jest/globals';
import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { errorNamed, functionArn, outputOf, workflowBench } from './start-step-functions.ts';

let bench: Awaited<ReturnType<typeof workflowBench>>;
afterEach(async () => bench.stop());

const task = (name: string, rest: Record<string, unknown>) => ({
  Type: 'Task',
  Resource: functionArn(name),
  ...rest,
});

describe('a saga', () => {
  const compensateOnFailure = [
    { ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'ReleaseStock' },
  ];
  const saga = {
    StartAt: 'ReserveStock',
    States: {
      ReserveStock: task('reserve', { ResultPath: '$.reservation', Next: 'AuthorizePayment' }),
      AuthorizePayment: task('authorize', {
        ResultPath: '$.payment',
        Catch: compensateOnFailure,
        Next: 'Placed',
      }),
      Placed: { Type: 'Succeed' },
      ReleaseStock: task('release', { ResultPath: null, Next: 'Rejected' }),
      Rejected: { Type: 'Fail', ErrorPath: '$.failure.Error', CausePath: '$.failure.Cause' },
    },
  };

  it('hands the results of its steps on', async () => {
    bench = await workflowBench({
      handlers: { reserve: () => ({ reservationId: 'res_1' }), authorize: () => ({ authorized: true }) },
    });
    const execution = await bench.run(await bench.deploy({ Definition: saga }), { orderId: 'ord_1' });
    expect(execution.status).toBe('SUCCEEDED');
    expect(outputOf(execution)).toEqual({
      orderId: 'ord_1',
      reservation: { reservationId: 'res_1' },
      payment: { authorized: true },
    });
  });

  it('compensates, and fails with the name and cause of the first failure', async () => {
    bench = await workflowBench({
      handlers: {
        reserve: () => ({ reservationId: 'res_1' }),
        authorize: () => {
          throw errorNamed('CardDeclined', 'insufficient funds');
        },
        release: () => null,
      },
    });
    const execution = await bench.run(await bench.deploy({ Definition: saga }), { orderId: 'ord_1' });
    expect(bench.functions.calls).toEqual(['reserve', 'authorize', 'release']);
    expect(execution).toMatchObject({ status: 'FAILED', error: 'CardDeclined' });
    expect(JSON.parse(execution.cause as string)).toMatchObject({ errorMessage: 'insufficient funds' });
  });
});

it('retries with backoff, and counts retries in the context object', async () => {
  const attemptTimesMs: number[] = [];
  bench = await workflowBench({
    handlers: {
      flaky(event: { retryCount: number }) {
        attemptTimesMs.push(Date.now());
        if (attemptTimesMs.length < 3) throw errorNamed('Unavailable');
        return event.retryCount;
      },
    },
  });
  const definition = {
    StartAt: 'Call',
    States: {
      Call: task('flaky', {
        Parameters: { 'retryCount.$': '$$.State.RetryCount' },
        Retry: [{ ErrorEquals: ['Unavailable'], IntervalSeconds: 0.1, BackoffRate: 2, MaxAttempts: 2 }],
        End: true,
      }),
    },
  };
  const execution = await bench.run(await bench.deploy({ Definition: definition }));
  expect(outputOf(execution)).toBe(2);
  const [first = 0, second = 0, third = 0] = attemptTimesMs;
  expect(second - first).toBeGreaterThanOrEqual(95);
  expect(third - second).toBeGreaterThanOrEqual(195);
});

it('catches by the name of the error, and names an unknown function as AWS does', async () => {
  bench = await workflowBench();
  const definition = {
    StartAt: 'Call',
    States: {
      Call: task('missing', {
        Catch: [
          { ErrorEquals: ['SomethingElse'], Next: 'Wrong' },
          { ErrorEquals: ['Lambda.ResourceNotFoundException'], Next: 'Caught' },
        ],
        End: true,
      }),
      Wrong: { Type: 'Fail' },
      Caught: { Type: 'Pass', Parameters: { 'error.$': '$.Error' }, End: true },
    },
  };
  const execution = await bench.run(await bench.deploy({ Definition: definition }));
  expect(outputOf(execution)).toEqual({ error: 'Lambda.ResourceNotFoundException' });
});

it('runs branches at once and items in order', async () => {
  bench = await workflowBench({ handlers: { double: (event: { n: number }) => event.n * 2 } });
  const definition = {
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'Each',
            States: {
              Each: {
                Type: 'Map',
                ItemsPath: '$.numbers',
                MaxConcurrency: 2,
                ItemSelector: { 'n.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index' },
                ItemProcessor: { StartAt: 'Double', States: { Double: task('double', { End: true }) } },
                End: true,
              },
            },
          },
          {
            StartAt: 'Name',
            States: { Name: { Type: 'Pass', Parameters: { 'name.$': '$$.Execution.Name' }, End: true } },
          },
        ],
        End: true,
      },
    },
  };
  const execution = await bench.run(
    await bench.deploy({ Definition: definition }),
    { numbers: [3, 1, 2] },
    'ord_7',
  );
  expect(outputOf(execution)).toEqual([[6, 2, 4], { name: 'ord_7' }]);
});

it('fails with States.Permissions where the role lacks the action', async () => {
  bench = await workflowBench({ handlers: { reserve: () => 1 }, refused: ['lambda:InvokeFunction'] });
  const definition = { StartAt: 'Reserve', States: { Reserve: task('reserve', { End: true }) } };
  const execution = await bench.run(await bench.deploy({ Definition: definition }));
  expect(execution).toMatchObject({
    status: 'FAILED',
    error: 'States.Permissions',
    cause: `not authorized to perform: lambda:InvokeFunction on resource: ${functionArn('reserve')}`,
  });
  expect(bench.functions.calls).toEqual([]);
});

it('waits for another state machine and takes its output as JSON', async () => {
  bench = await workflowBench();
  const child = await bench.deploy(
    { Definition: { StartAt: 'Give', States: { Give: { Type: 'Pass', Result: { given: 1 }, End: true } } } },
    'Child',
  );
  const definition = {
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: { StateMachineArn: '${Child}', Input: { 'order.$': '$.orderId' } },
        OutputPath: '$.Output',
        End: true,
      },
    },
  };
  const parent = await bench.deploy({
    DefinitionString: JSON.stringify(definition),
    DefinitionSubstitutions: { Child: child },
  });
  expect(outputOf(await bench.run(parent, { orderId: 'ord_1' }))).toEqual({ given: 1 });
});

it('answers an Express execution in the call that starts it', async () => {
  bench = await workflowBench({ handlers: { price: () => ({ total: 100 }) } });
  const stateMachineArn = await bench.deploy({
    StateMachineType: 'EXPRESS',
    Definition: { StartAt: 'Price', States: { Price: task('price', { End: true }) } },
  });
  const answer = await bench.client.send(new StartSyncExecutionCommand({ stateMachineArn, input: '{}' }));
  expect(answer).toMatchObject({ status: 'SUCCEEDED', output: '{"total":100}' });
});

it('ends an execution that takes longer than the machine allows, and a task that takes longer than its state allows', async () => {
  bench = await workflowBench({ handlers: { hang: () => new Promise(() => {}) } });
  const whole = await bench.deploy({
    Definition: {
      TimeoutSeconds: 0.1,
      StartAt: 'Rest',
      States: { Rest: { Type: 'Wait', Seconds: 60, End: true } },
    },
  });
  expect(await bench.run(whole)).toMatchObject({ status: 'TIMED_OUT' });
  const step = await bench.deploy(
    { Definition: { StartAt: 'Hang', States: { Hang: task('hang', { TimeoutSeconds: 0.1, End: true }) } } },
    'Step',
  );
  expect(await bench.run(step)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
});

it('refuses a definition with faults, naming the state machine and each place', async () => {
  bench = await workflowBench();
  const definition = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } };
  await expect(bench.deploy({ StateMachineName: 'broken', Definition: definition })).rejects.toThrow(
    "The definition of state machine broken is invalid: /States/A/Next: there is no state 'B' here",
  );
  const unknown = {
    StartAt: 'A',
    States: { A: { Type: 'Task', Resource: 'arn:aws:states:::glue:startJobRun', End: true } },
  };
  await expect(bench.deploy({ Definition: unknown })).rejects.toThrow(
    'does not run arn:aws:states:::glue:startJobRun',
  );
});

it('answers many executions at once, each with its own output', async () => {
  bench = await workflowBench({ handlers: { echo: (event: unknown) => event } });
  const stateMachineArn = await bench.deploy({
    Definition: { StartAt: 'Echo', States: { Echo: task('echo', { End: true }) } },
  });
  const numbers = Array.from({ length: 30 }, (_, index) => index);
  const outputs = await Promise.all(
    numbers.map(async (n) => outputOf(await bench.run(stateMachineArn, { n }))),
  );
  expect(outputs).toEqual(numbers.map((n) => ({ n })));
  expect(await bench.service.isIdle!()).toBe(true);
});
