import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { choiceText } from './choice-text.ts';
import { anyDefinition } from './definition.fixture.ts';
import { branchesOf, statesOf, type Definition } from './definition.ts';
import { END, START, stateGraph } from './state-graph.ts';

const saga: Definition = {
  StartAt: 'Reserve',
  States: {
    Reserve: {
      Type: 'Task',
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Release' }],
      Next: 'IsReserved',
    },
    IsReserved: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.outcome', StringEquals: 'done', Next: 'Notify' },
        { Variable: '$.outcome', StringEquals: 'refused', Next: 'Release' },
      ],
      Default: 'Release',
    },
    Notify: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Email', States: { Email: { Type: 'Task', End: true } } },
        { StartAt: 'Webhook', States: { Webhook: { Type: 'Task', End: true } } },
      ],
      End: true,
    },
    Release: { Type: 'Fail' },
  },
};

describe('stateGraph', () => {
  it('draws states, containers and transitions by kind', () => {
    const { nodes, transitions } = stateGraph(saga);
    expect(nodes.map(({ id, type, parentId = '' }) => `${type} ${id} ${parentId}`.trim())).toEqual([
      `Start ${START}`,
      'Task Reserve',
      'Choice IsReserved',
      'Parallel Notify',
      'Task Email Notify',
      'Task Webhook Notify',
      'Fail Release',
      `End ${END}`,
    ]);
    expect(transitions.map(({ id, label = '' }) => `${id} ${label}`.trim())).toEqual([
      `next: ${START} → Reserve`,
      'next: Reserve → IsReserved',
      'catch: Reserve → Release any error',
      'choice: IsReserved → Notify $.outcome = done',
      'choice: IsReserved → Release $.outcome = refused',
      'default: IsReserved → Release otherwise',
      `next: Notify → ${END}`,
      `next: Release → ${END}`,
    ]);
  });

  it('has a node for every state and an edge for every transition', () => {
    fc.assert(
      fc.property(anyDefinition, (definition) => {
        const { nodes, transitions } = stateGraph(definition);
        const names = [...statesOf(definition).keys()];
        expect(nodes.map(({ id }) => id).toSorted()).toEqual([START, END, ...names].toSorted());
        const edges = new Set(transitions.map(({ source, target }) => `${source} → ${target}`));
        expect(edges).toEqual(
          new Set([`${START} → ${definition.StartAt}`, ...expectedEdges(definition, true)]),
        );
        expect(new Set(transitions.map(({ id }) => id)).size).toBe(transitions.length);
      }),
    );
  });

  it('keeps every edge within one container', () => {
    fc.assert(
      fc.property(anyDefinition, (definition) => {
        const { nodes, transitions } = stateGraph(definition);
        const parents = new Map(nodes.map(({ id, parentId }) => [id, parentId]));
        for (const { source, target } of transitions) expect(parents.get(source)).toBe(parents.get(target));
      }),
    );
  });
});

/** Reads the transitions from the text of the definition, by any field that names a next state. */
function expectedEdges({ States }: Definition, isTopLevel: boolean): string[] {
  return Object.entries(States).flatMap(([name, state]) => {
    const { Branches: _, ItemProcessor: __, ...own } = state;
    const targets = [...JSON.stringify(own).matchAll(/"(?:Next|Default)":"([^"]+)"/g)].map(
      ([, next]) => next,
    );
    const isLast = state.End === true || state.Type === 'Succeed' || state.Type === 'Fail';
    return [
      ...targets.map((target) => `${name} → ${target}`),
      ...(isTopLevel && isLast ? [`${name} → ${END}`] : []),
      ...branchesOf(state).flatMap((branch) => expectedEdges(branch, false)),
    ];
  });
}

describe('choiceText', () => {
  it.each([
    [{ Variable: '$.a', NumericGreaterThanEquals: 3 }, '$.a ≥ 3'],
    [{ Variable: '$.a', IsPresent: true }, '$.a is present'],
    [{ Variable: '$.a', IsNull: false }, '$.a is not null'],
    [{ Variable: '$.a', StringEqualsPath: '$.b' }, '$.a = $.b'],
    [
      {
        And: [{ Variable: '$.a', BooleanEquals: true }, { Not: { Variable: '$.b', StringMatches: 'x*' } }],
      },
      '$.a = true and not ($.b matches x*)',
    ],
  ])('writes %j as %s', (rule, text) => expect(choiceText(rule)).toBe(text));
});
