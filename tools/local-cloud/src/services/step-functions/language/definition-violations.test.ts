import { describe, expect, it } from '@jest/globals';
import { definitionViolations } from './definition-violations.ts';
import type { Json } from '../../../contract/json/json.ts';

const machine = (states: Json, startAt = 'A'): Json => ({ StartAt: startAt, States: states });
const task = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:000000000000:function:f', End: true };

describe('definitionViolations', () => {
  it('accepts tasks, choices, branches and map items', () => {
    const valid = machine({
      A: {
        ...task,
        Retry: [{ ErrorEquals: ['States.ALL'] }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
        End: true,
      },
      B: { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'C' }], Default: 'D' },
      C: { Type: 'Parallel', Branches: [machine({ X: task }, 'X')], Next: 'D' },
      D: { Type: 'Map', ItemProcessor: machine({ Y: { Type: 'Succeed' } }, 'Y') as never, End: true },
    });
    expect(definitionViolations(valid)).toEqual([]);
  });

  it.each<[string, Json, string]>([
    ['a missing start state', machine({ A: task }, 'Z'), "/StartAt: state 'Z' does not exist"],
    ['an unknown type', machine({ A: { Type: 'Tusk' } }), '/States/A/Type: "Tusk" is not a state type'],
    [
      'a mistyped field',
      machine({ A: { ...task, Retries: [] } }),
      '/States/A/Retries: is not a field of a Task state',
    ],
    ['neither Next nor End', machine({ A: { Type: 'Pass' } }), '/States/A: must have either Next or End'],
    ['both Next and End', machine({ A: { ...task, Next: 'A' } }), '/States/A: must have either Next or End'],
    [
      'a catcher with an unknown next state',
      machine({ A: { ...task, Catch: [{ ErrorEquals: ['X'], Next: 'N' }] } }),
      "/States/A/Catch/0/Next: state 'N' does not exist",
    ],
    [
      'States.ALL before another retrier',
      machine({ A: { ...task, Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['X'] }] } }),
      '/States/A/Retry/0: States.ALL must be in the last retrier or catcher',
    ],
    [
      'an unresolved substitution',
      machine({ A: { ...task, Resource: '${Reserve}' } }),
      '/States/A/Resource: "${Reserve}" is not an ARN',
    ],
    ['a malformed path', machine({ A: { ...task, InputPath: '$.a[' } }), '/States/A/InputPath: expected'],
    [
      'a ResultPath that matches several locations',
      machine({ A: { ...task, ResultPath: '$.a[*]' } }),
      "/States/A/ResultPath: '$.a[*]' is not a reference path",
    ],
    [
      'an unknown function',
      machine({ A: { Type: 'Pass', Parameters: { 'x.$': 'States.Sum(1)' }, End: true } }),
      '/States/A/Parameters/x.$: unknown intrinsic function States.Sum',
    ],
    [
      'an unknown comparison',
      machine({ A: { Type: 'Choice', Choices: [{ Variable: '$.a', Equals: 1, Next: 'B' }] }, B: task }),
      '/States/A/Choices/0: has no known comparison operator',
    ],
    ['an unreachable state', machine({ A: task, B: task }), '/States/B: is unreachable'],
    [
      'no end',
      machine({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } }),
      '/States: has no terminal state',
    ],
    [
      'a Wait without a duration',
      machine({ A: { Type: 'Wait', End: true } }),
      '/States/A: must have exactly one of Seconds',
    ],
    [
      'the same name in a branch',
      machine({ A: { Type: 'Parallel', Branches: [machine({ A: task })], End: true } }),
      '/States/A/Branches/0/States/A: the name is used by another state',
    ],
    [
      'JSONata',
      { QueryLanguage: 'JSONata', StartAt: 'A', States: { A: task } },
      '/QueryLanguage: JSONata is not supported locally',
    ],
    [
      'a variable',
      machine({ A: { ...task, Assign: { a: 1 } } }),
      '/States/A/Assign: variables are not supported locally',
    ],
  ])('rejects %s', (_name, definition, violation) => {
    expect(definitionViolations(definition).join('\n')).toContain(violation);
  });
});
