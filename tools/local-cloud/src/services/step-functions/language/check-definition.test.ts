import { describe, expect, it } from '@jest/globals';
import { definitionFaults } from './check-definition.ts';
import type { Json } from '../../../contract/json/json.ts';

const machine = (states: Json, startAt = 'A'): Json => ({ StartAt: startAt, States: states });
const task = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:000000000000:function:f', End: true };

describe('a definition', () => {
  it('is sound with tasks, choices, branches and items', () => {
    const sound = machine({
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
    expect(definitionFaults(sound)).toEqual([]);
  });

  it.each<[string, Json, string]>([
    ['no start', machine({ A: task }, 'Z'), "/StartAt: there is no state 'Z' here"],
    ['an unknown type', machine({ A: { Type: 'Tusk' } }), '/States/A/Type: "Tusk" is no type of state'],
    [
      'a mistyped field',
      machine({ A: { ...task, Retries: [] } }),
      '/States/A/Retries: a Task state has no such field',
    ],
    ['neither Next nor End', machine({ A: { Type: 'Pass' } }), '/States/A: has to have either Next or End'],
    [
      'both Next and End',
      machine({ A: { ...task, Next: 'A' } }),
      '/States/A: has to have either Next or End',
    ],
    [
      'a catcher into nowhere',
      machine({ A: { ...task, Catch: [{ ErrorEquals: ['X'], Next: 'N' }] } }),
      "/States/A/Catch/0/Next: there is no state 'N' here",
    ],
    [
      'States.ALL too early',
      machine({ A: { ...task, Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['X'] }] } }),
      '/States/A/Retry/0: States.ALL has to come last',
    ],
    [
      'an open placeholder',
      machine({ A: { ...task, Resource: '${Reserve}' } }),
      '/States/A/Resource: "${Reserve}" is no ARN',
    ],
    ['a broken path', machine({ A: { ...task, InputPath: '$.a[' } }), '/States/A/InputPath: expected'],
    [
      'a ResultPath for several',
      machine({ A: { ...task, ResultPath: '$.a[*]' } }),
      "/States/A/ResultPath: '$.a[*]' does not name one place",
    ],
    [
      'an unknown function',
      machine({ A: { Type: 'Pass', Parameters: { 'x.$': 'States.Sum(1)' }, End: true } }),
      '/States/A/Parameters/x.$: there is no function States.Sum',
    ],
    [
      'an unknown comparison',
      machine({ A: { Type: 'Choice', Choices: [{ Variable: '$.a', Equals: 1, Next: 'B' }] }, B: task }),
      '/States/A/Choices/0: has no comparison',
    ],
    ['a state that nothing leads to', machine({ A: task, B: task }), '/States/B: no state leads here'],
    [
      'no end',
      machine({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } }),
      '/States: no state ends the machine',
    ],
    [
      'a wait for nothing',
      machine({ A: { Type: 'Wait', End: true } }),
      '/States/A: has to have one of Seconds',
    ],
    [
      'the same name in a branch',
      machine({ A: { Type: 'Parallel', Branches: [machine({ A: task })], End: true } }),
      '/States/A/Branches/0/States/A: the name is taken',
    ],
    [
      'JSONata',
      { QueryLanguage: 'JSONata', StartAt: 'A', States: { A: task } },
      '/QueryLanguage: JSONata is not run locally',
    ],
    [
      'a variable',
      machine({ A: { ...task, Assign: { a: 1 } } }),
      '/States/A/Assign: variables are not run locally',
    ],
  ])('with %s is refused', (_name, definition, fault) => {
    expect(definitionFaults(definition).join('\n')).toContain(fault);
  });
});
