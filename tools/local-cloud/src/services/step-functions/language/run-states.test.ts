// Compares the interpreter with aws-local-stepfunctions, except where that one differs from AWS.
// oxlint-disable-next-line no-restricted-imports -- the clock of the reference interpreter is the real one
import { setTimeout as sleep } from 'node:timers/promises';
import { StateMachine } from 'aws-local-stepfunctions';
import { describe, expect, it } from '@jest/globals';
import type { Definition } from './definition.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { noRecorder } from '../../../contract/recorder.ts';
import { runStates } from './run-states.ts';
import { StatesError } from './states-error.ts';
import type { InterpreterHost } from './interpreter-host.ts';

type Tasks = Record<string, (input: Json) => Json>;

function createHost(tasks: Tasks): InterpreterHost {
  return {
    record: () => {},
    stateEntered: () => {},
    runTask: async ({ stateName, input }) => tasks[stateName]!(input),
    nowMs: () => Date.now(),
    random: () => 0.5,
    sleepUntil: async (timeMs, signal) => {
      await sleep(Math.min(timeMs - Date.now(), 60_000), undefined, { signal });
    },
    whileIdle: (work) => work(),
    whileActive: (work) => work(),
    newToken: () => 'token',
    startState: (name) => noRecorder.start({ kind: 'state', name }),
  };
}

const runLocal = async (
  definition: JsonObject,
  input: Json,
  tasks: Tasks = {},
  context: JsonObject = {},
): Promise<Json> =>
  runStates(definition as unknown as Definition, input, {
    host: createHost(tasks),
    context,
    signal: new AbortController().signal,
    chain: { previousEventId: 0 },
    isTopLevel: true,
    trace: 'Root=1-0-0',
  });

const runReference = async (definition: JsonObject, input: Json, tasks: Tasks = {}): Promise<unknown> =>
  new StateMachine(definition as never, { validationOptions: { noValidate: true } }).run(input, {
    overrides: { taskResourceLocalHandlers: tasks },
  }).result;

const single = (state: JsonObject): JsonObject => ({ StartAt: 'S', States: { S: { End: true, ...state } } });
const pass = (parameters: JsonObject) => single({ Type: 'Pass', Parameters: parameters });
const task = (rest: JsonObject): JsonObject => ({
  Type: 'Task',
  Resource: 'arn:aws:lambda:us-east-1:000000000000:function:f',
  ...rest,
});
const choice = (rule: JsonObject): JsonObject => ({
  StartAt: 'C',
  States: {
    C: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
    Yes: { Type: 'Pass', Result: true, End: true },
    No: { Type: 'Pass', Result: 'no', End: true },
  },
});

const order = {
  id: 'ord_1',
  total: 125,
  isGift: false,
  note: null,
  placedAt: '2030-01-01T12:00:00Z',
  lines: [
    { sku: 'a', quantity: 1 },
    { sku: 'b', quantity: 3 },
    { sku: 'a', quantity: 2 },
  ],
  'ship to': { city: 'Bern' },
};

describe('paths and templates', () => {
  it.each([
    ['a member', { 'x.$': '$.id' }],
    ['a member in brackets', { 'x.$': "$['ship to'].city" }],
    ['an index', { 'x.$': '$.lines[1].sku' }],
    ['a wildcard', { 'x.$': '$.lines[*].sku' }],
    ['descendants', { 'x.$': '$..quantity' }],
    ['a slice', { 'x.$': '$.lines[0:2].quantity' }],
    ['a filter', { 'x.$': '$.lines[?(@.quantity > 1)].sku' }],
    ['a nested template', { a: { b: [{ 'x.$': '$.total' }, 'plain'] } }],
    ['States.Format', { 'x.$': "States.Format('{} costs {}', $.id, $.total)" }],
    ['States.Array', { 'x.$': "States.Array($.id, 'two', 3, true, null)" }],
    ['States.ArrayPartition', { 'x.$': 'States.ArrayPartition($.lines, 2)' }],
    ['States.ArrayContains', { 'x.$': "States.ArrayContains($.lines[*].sku, 'b')" }],
    ['States.ArrayRange', { 'x.$': 'States.ArrayRange(1, 9, 2)' }],
    ['States.ArrayGetItem', { 'x.$': 'States.ArrayGetItem($.lines, 2)' }],
    ['States.ArrayLength', { 'x.$': 'States.ArrayLength($.lines)' }],
    ['States.ArrayUnique', { 'x.$': 'States.ArrayUnique($.lines[*].sku)' }],
    ['States.Base64Encode', { 'x.$': 'States.Base64Encode($.id)' }],
    ['States.Base64Decode', { 'x.$': "States.Base64Decode('b3JkXzE=')" }],
    ['States.Hash', { 'x.$': "States.Hash($.id, 'SHA-256')" }],
    ['States.JsonMerge', { 'x.$': 'States.JsonMerge($.lines[0], $.lines[1], false)' }],
    ['States.MathAdd', { 'x.$': 'States.MathAdd($.total, -5)' }],
    [
      'States.StringToJson of States.Format',
      { 'x.$': "States.StringToJson(States.Format('[{}]', $.total))" },
    ],
  ])('%s', async (_name, parameters) => {
    const result = await runLocal(pass(parameters), order);
    expect(result).toEqual(await runReference(pass(parameters), order));
  });

  it.each([
    ['ResultPath creates missing objects', { Type: 'Pass', Result: 1, ResultPath: '$.a.b.c' }],
    ['ResultPath in an array', { Type: 'Pass', Result: 1, ResultPath: '$.lines[1].sku' }],
    ['ResultPath null', { Type: 'Pass', Result: 1, ResultPath: null }],
    ['InputPath and OutputPath', { Type: 'Pass', InputPath: '$.lines', OutputPath: '$[0].sku' }],
    ['InputPath null', { Type: 'Pass', InputPath: null }],
  ])('%s', async (_name, state) => {
    expect(await runLocal(single(state), order)).toEqual(await runReference(single(state), order));
  });

  it('keeps escaped quotes, braces and backslashes', async () => {
    const template = { 'x.$': String.raw`States.Format('it\'s \{{}\} \\ {}', $.id, $.total)` };
    expect(await runLocal(pass(template), order)).toEqual({ x: String.raw`it's {ord_1} \ 125` });
  });

  it('splits a string at each of the separators', async () => {
    const template = { 'x.$': "States.StringSplit('This.is+a,test=string', '.+,=')" };
    expect(await runLocal(pass(template), order)).toEqual({ x: ['This', 'is', 'a', 'test', 'string'] });
  });

  it('returns the length of an array with length()', async () => {
    expect(await runLocal(pass({ 'x.$': '$.lines.length()' }), order)).toEqual({ x: 3 });
  });

  it('fails with States.Runtime, which cannot be caught, when a path finds nothing', async () => {
    const definition = {
      StartAt: 'S',
      States: {
        S: task({
          Parameters: { 'x.$': '$.missing' },
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'E' }],
          Next: 'E',
        }),
        E: { Type: 'Succeed' },
      },
    };
    const failure = runLocal(definition, { a: 1 }, { S: () => 1 });
    await expect(failure).rejects.toMatchObject({
      error: 'States.Runtime',
      causeText: `The JSONPath '$.missing' specified for the field 'x.$' could not be found in the input '{"a":1}'`,
    });
  });

  it('fails with States.IntrinsicFailure when an argument has the wrong type', async () => {
    await expect(runLocal(pass({ 'x.$': 'States.MathAdd($.id, 1)' }), order)).rejects.toMatchObject({
      error: 'States.IntrinsicFailure',
    });
  });
});

describe('choice rules', () => {
  it.each([
    [{ Variable: '$.id', StringEquals: 'ord_1' }],
    [{ Variable: '$.id', StringMatches: 'ord*' }],
    [{ Variable: '$.id', StringLessThan: 'a' }],
    [{ Variable: '$.total', NumericGreaterThanEquals: 125 }],
    [{ Variable: '$.total', NumericEqualsPath: '$.lines[0].quantity' }],
    [{ Variable: '$.isGift', BooleanEquals: false }],
    [{ Variable: '$.placedAt', TimestampLessThan: '2030-01-01T13:00:00+02:00' }],
    [{ Variable: '$.note', IsNull: true }],
    [{ Variable: '$.missing', IsPresent: true }],
    [{ Variable: '$.placedAt', IsTimestamp: true }],
    [{ And: [{ Variable: '$.total', IsNumeric: true }, { Not: { Variable: '$.id', IsNumeric: true } }] }],
    [
      {
        Or: [
          { Variable: '$.total', NumericLessThan: 1 },
          { Variable: '$.id', IsString: true },
        ],
      },
    ],
  ])('%j', async (rule) => {
    const result = await runLocal(choice(rule as JsonObject), order);
    expect(result).toEqual(await runReference(choice(rule as JsonObject), order));
  });

  it.each([
    [{ Variable: '$.missing', IsPresent: false }, true],
    [{ Variable: '$.id', IsNull: false }, true],
    [{ Variable: '$.id', IsString: false }, 'no'],
    [{ Variable: '$.total', StringEquals: '125' }, 'no'],
    [{ Variable: '$.id', StringMatches: String.raw`ord\*` }, 'no'],
  ])('%j gives %j', async (rule, expected) => {
    expect(await runLocal(choice(rule as JsonObject), order)).toBe(expected);
  });

  it('fails when no rule matches and there is no Default', async () => {
    const definition = {
      StartAt: 'C',
      States: {
        C: { Type: 'Choice', Choices: [{ Variable: '$.a', NumericEquals: 1, Next: 'E' }] },
        E: { Type: 'Succeed' },
      },
    };
    await expect(runLocal(definition, { a: 2 })).rejects.toMatchObject({ error: 'States.NoChoiceMatched' });
  });
});

describe('errors', () => {
  const failing = (error: string) => () => {
    throw new StatesError(error, 'the cause');
  };
  const runWithCatcher = (errorEquals: string[], error: string) =>
    runLocal(
      {
        StartAt: 'S',
        States: {
          S: task({ Catch: [{ ErrorEquals: errorEquals, Next: 'E' }], End: true }),
          E: { Type: 'Succeed' },
        },
      },
      {},
      { S: failing(error) },
    );

  it.each([
    [['CardDeclined'], 'CardDeclined'],
    [['States.ALL'], 'CardDeclined'],
    [['States.TaskFailed'], 'CardDeclined'],
    [['States.Timeout'], 'States.HeartbeatTimeout'],
    [['States.ALL'], 'States.Timeout'],
  ])('%j catches %s', async (errorEquals, error) => {
    expect(await runWithCatcher(errorEquals, error)).toEqual({ Error: error, Cause: 'the cause' });
  });

  it.each([
    [['Other'], 'CardDeclined'],
    [['States.TaskFailed'], 'States.Timeout'],
    [['States.ALL'], 'States.DataLimitExceeded'],
  ])('%j does not catch %s', async (errorEquals, error) => {
    await expect(runWithCatcher(errorEquals, error)).rejects.toMatchObject({ error });
  });

  it('stops the other branches when one fails', async () => {
    const definition = {
      StartAt: 'P',
      States: {
        P: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Long', States: { Long: { Type: 'Wait', Seconds: 60, End: true } } },
            { StartAt: 'Fails', States: { Fails: { Type: 'Fail', Error: 'Broken', Cause: 'early' } } },
          ],
          Catch: [{ ErrorEquals: ['Broken'], ResultPath: '$.failure', Next: 'E' }],
          End: true,
        },
        E: { Type: 'Succeed' },
      },
    };
    expect(await runLocal(definition, { a: 1 })).toEqual({
      a: 1,
      failure: { Error: 'Broken', Cause: 'early' },
    });
  });

  it('tolerates as many failed items as the Map state allows', async () => {
    const map = (tolerated: number) =>
      single({
        Type: 'Map',
        ToleratedFailureCount: tolerated,
        ItemProcessor: { StartAt: 'T', States: { T: task({ End: true }) } },
      });
    const oddFails: Tasks = {
      T(input) {
        if ((input as number) % 2 === 1) throw new StatesError('Odd');
        return input;
      },
    };
    expect(await runLocal(map(2), [1, 2, 3, 4], oddFails)).toEqual([null, 2, null, 4]);
    await expect(runLocal(map(1), [1, 2, 3, 4], oddFails)).rejects.toMatchObject({
      error: 'States.ExceedToleratedFailureThreshold',
    });
  });
});
