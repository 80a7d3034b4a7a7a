import { afterEach, describe, expect, it } from '@jest/globals';
import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { createNamedError, functionArn, toOutput, startStepFunctions } from './start-step-functions.ts';

let stepFunctions: Awaited<ReturnType<typeof startStepFunctions>>;
afterEach(async () => stepFunctions.stop());

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

  it('passes on the results of its states', async () => {
    stepFunctions = await startStepFunctions({
      handlers: { reserve: () => ({ reservationId: 'res_1' }), authorize: () => ({ authorized: true }) },
    });
    const execution = await stepFunctions.run(await stepFunctions.deploy({ Definition: saga }), {
      orderId: 'ord_1',
    });
    expect(execution.status).toBe('SUCCEEDED');
    expect(toOutput(execution)).toEqual({
      orderId: 'ord_1',
      reservation: { reservationId: 'res_1' },
      payment: { authorized: true },
    });
  });

  it('compensates and fails with the error and cause of the first failure', async () => {
    stepFunctions = await startStepFunctions({
      handlers: {
        reserve: () => ({ reservationId: 'res_1' }),
        authorize: () => {
          throw createNamedError('CardDeclined', 'insufficient funds');
        },
        release: () => null,
      },
    });
    const execution = await stepFunctions.run(await stepFunctions.deploy({ Definition: saga }), {
      orderId: 'ord_1',
    });
    expect(stepFunctions.functions.calls).toEqual(['reserve', 'authorize', 'release']);
    expect(execution).toMatchObject({ status: 'FAILED', error: 'CardDeclined' });
    expect(JSON.parse(execution.cause as string)).toMatchObject({ errorMessage: 'insufficient funds' });
  });
});

it('retries with backoff and counts retries in the context object', async () => {
  const attemptTimesMs: number[] = [];
  stepFunctions = await startStepFunctions({
    handlers: {
      flaky(event: { retryCount: number }) {
        attemptTimesMs.push(Date.now());
        if (attemptTimesMs.length < 3) throw createNamedError('Unavailable');
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
  const execution = await stepFunctions.run(await stepFunctions.deploy({ Definition: definition }));
  expect(toOutput(execution)).toBe(2);
  const [first = 0, second = 0, third = 0] = attemptTimesMs;
  expect(second - first).toBeGreaterThanOrEqual(95);
  expect(third - second).toBeGreaterThanOrEqual(195);
});

it('catches an error by name, and fails for an unknown function with the error of AWS', async () => {
  stepFunctions = await startStepFunctions();
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
  const execution = await stepFunctions.run(await stepFunctions.deploy({ Definition: definition }));
  expect(toOutput(execution)).toEqual({ error: 'Lambda.ResourceNotFoundException' });
});

it('runs branches concurrently and returns the outputs of map items in order', async () => {
  stepFunctions = await startStepFunctions({ handlers: { double: (event: { n: number }) => event.n * 2 } });
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
  const execution = await stepFunctions.run(
    await stepFunctions.deploy({ Definition: definition }),
    { numbers: [3, 1, 2] },
    'ord_7',
  );
  expect(toOutput(execution)).toEqual([[6, 2, 4], { name: 'ord_7' }]);
});

it('fails with States.Permissions when the role does not allow the action', async () => {
  stepFunctions = await startStepFunctions({
    handlers: { reserve: () => 1 },
    denied: ['lambda:InvokeFunction'],
  });
  const definition = { StartAt: 'Reserve', States: { Reserve: task('reserve', { End: true }) } };
  const execution = await stepFunctions.run(await stepFunctions.deploy({ Definition: definition }));
  expect(execution).toMatchObject({
    status: 'FAILED',
    error: 'States.Permissions',
    cause: `not authorized to perform: lambda:InvokeFunction on resource: ${functionArn('reserve')}`,
  });
  expect(stepFunctions.functions.calls).toEqual([]);
});

it('waits for a nested execution and returns its output as JSON', async () => {
  stepFunctions = await startStepFunctions();
  const child = await stepFunctions.deploy(
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
  const parent = await stepFunctions.deploy({
    DefinitionString: JSON.stringify(definition),
    DefinitionSubstitutions: { Child: child },
  });
  expect(toOutput(await stepFunctions.run(parent, { orderId: 'ord_1' }))).toEqual({ given: 1 });
});

it('returns the result of an Express execution from StartSyncExecution', async () => {
  stepFunctions = await startStepFunctions({ handlers: { price: () => ({ total: 100 }) } });
  const stateMachineArn = await stepFunctions.deploy({
    StateMachineType: 'EXPRESS',
    Definition: { StartAt: 'Price', States: { Price: task('price', { End: true }) } },
  });
  const response = await stepFunctions.client.send(
    new StartSyncExecutionCommand({ stateMachineArn, input: '{}' }),
  );
  expect(response).toMatchObject({ status: 'SUCCEEDED', output: '{"total":100}' });
});

it('times out an execution and a task after their TimeoutSeconds', async () => {
  stepFunctions = await startStepFunctions({ handlers: { hang: () => new Promise(() => {}) } });
  const whole = await stepFunctions.deploy({
    Definition: {
      TimeoutSeconds: 0.1,
      StartAt: 'Rest',
      States: { Rest: { Type: 'Wait', Seconds: 60, End: true } },
    },
  });
  expect(await stepFunctions.run(whole)).toMatchObject({ status: 'TIMED_OUT' });
  const step = await stepFunctions.deploy(
    { Definition: { StartAt: 'Hang', States: { Hang: task('hang', { TimeoutSeconds: 0.1, End: true }) } } },
    'Step',
  );
  expect(await stepFunctions.run(step)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
});

it('rejects an invalid definition with the name of the state machine and each violation', async () => {
  stepFunctions = await startStepFunctions();
  const definition = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } };
  await expect(stepFunctions.deploy({ StateMachineName: 'broken', Definition: definition })).rejects.toThrow(
    "The definition of state machine broken is invalid: /States/A/Next: state 'B' does not exist",
  );
  const unknown = {
    StartAt: 'A',
    States: { A: { Type: 'Task', Resource: 'arn:aws:states:::glue:startJobRun', End: true } },
  };
  await expect(stepFunctions.deploy({ Definition: unknown })).rejects.toThrow(
    'arn:aws:states:::glue:startJobRun is not supported locally',
  );
});

it('runs many executions concurrently, each with its own output', async () => {
  stepFunctions = await startStepFunctions({ handlers: { echo: (event: unknown) => event } });
  const stateMachineArn = await stepFunctions.deploy({
    Definition: { StartAt: 'Echo', States: { Echo: task('echo', { End: true }) } },
  });
  const numbers = Array.from({ length: 30 }, (_, index) => index);
  const outputs = await Promise.all(
    numbers.map(async (n) => toOutput(await stepFunctions.run(stateMachineArn, { n }))),
  );
  expect(outputs).toEqual(numbers.map((n) => ({ n })));
  expect(await stepFunctions.service.isIdle!()).toBe(true);
});
