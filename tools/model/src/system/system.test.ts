import { describe, expect, it } from '@jest/globals';
import { canonicalText } from '../checker/canonical-text.ts';
import { explore } from '../checker/explore.ts';
import { plantedBugs } from '../planted/index.ts';
import { nextOf } from '../sagas/live-data.ts';
import { machines } from '../sagas/machines.ts';
import type { State } from '../../../local-cloud/src/services/step-functions/language/definition.ts';
import { systemRules, type Rules } from './rules.ts';
import { cancellation, lastUnit, sameProducts, type Scenario } from './scenarios.ts';
import { sagaSystem } from './system.ts';

const check = (scenario: Scenario, rules = systemRules) => explore(sagaSystem(scenario, { rules }).model);

describe('the model of the sagas', () => {
  it.each([lastUnit(1), cancellation(1), sameProducts(1)])(
    'has no violation with a fault: $name',
    (scenario) => {
      expect(check(scenario).violation).toBeUndefined();
    },
  );

  it.each(plantedBugs.map((bug) => [bug.description, bug] as const))(
    'finds that %s',
    (_, { scenario, plant }) => {
      const { violation } = check(scenario, plant(systemRules));
      expect(violation?.message).toEqual(expect.any(String));
      expect(violation!.trace.length).toBeGreaterThan(0);
    },
  );

  it.each([
    ['lastUnit', lastUnit(0)],
    ['cancellation', cancellation(0)],
    ['lastUnit with a fault', { ...lastUnit(1), faults: [[0, 1]] } as Scenario],
  ])('reaches the same states of each order with and without the reduction: %s', (_, scenario) => {
    const seen = (isReduced: boolean) => {
      const { model, show } = sagaSystem(scenario, { isReduced });
      const orders = new Set<string>();
      const visited = (state: number) => {
        for (const order of show(state).orders) orders.add(canonicalText(order));
      };
      return { orders, states: explore(model, { visited }).states };
    };
    const [full, reduced] = [seen(false), seen(true)];
    expect([...full.orders].filter((order) => !reduced.orders.has(order))).toEqual([]);
    expect(reduced.states).toBeLessThan(full.states);
  });
});

/** Every transition of the state machines, as an edit of the state that it leaves. */
const transitions = Object.entries(machines).flatMap(([machine, { States }]) =>
  Object.entries(States).flatMap(([name, state]) =>
    nextOf(state)
      // That no run reaches a Fail state is a property of the model.
      .filter((next) => States[next]!.Type !== 'Fail')
      .map((next) => ({ machine, name, next })),
  ),
);

const PROBE = 'Probe';
const probe: State = { Type: 'Fail', Error: 'probe' };

/** Lets a transition lead to a state that fails. */
function withProbe(machine: string, name: string, next: string): Rules {
  const definition = machines[machine]!;
  const redirect = <T extends { readonly Next: string }>(each: T): T =>
    each.Next === next ? { ...each, Next: PROBE } : each;
  const { Next, Default, Choices, Catch, ...state } = definition.States[name]!;
  const redirected: State = {
    ...state,
    ...(Next !== undefined && { Next: Next === next ? PROBE : Next }),
    ...(Default !== undefined && { Default: Default === next ? PROBE : Default }),
    ...(Choices && { Choices: Choices.map(redirect) }),
    ...(Catch && { Catch: Catch.map(redirect) }),
  };
  const States = { ...definition.States, [name]: redirected, [PROBE]: probe };
  return { ...systemRules, machines: { ...machines, [machine]: { ...definition, States } } };
}

const withTask = (state: State): Rules => {
  const definition = machines['place-order']!;
  const States = { ...definition.States, ReserveStock: state };
  return { ...systemRules, machines: { ...machines, 'place-order': { ...definition, States } } };
};

describe('the state machines in the model', () => {
  const scenarios: Scenario[] = [
    lastUnit(0),
    cancellation(0),
    { ...lastUnit(1), faults: [[1, 0]] },
    { ...cancellation(1), faults: [[0, 1]] },
  ];

  it.each(transitions)('are followed from $name to $next', ({ machine, name, next }) => {
    const rules = withProbe(machine, name, next);
    const isTaken = scenarios.some((scenario) => check(scenario, rules).violation !== undefined);
    expect(isTaken).toBe(true);
  });

  it('rejects a state of a type that the model does not know', () => {
    expect(() => check(lastUnit(0), withTask({ Type: 'Wait', Seconds: 1, Next: 'CommitStock' }))).toThrow(
      'does not know states of the type Wait',
    );
  });

  it('rejects a task that has no command in the model', () => {
    const rules = withTask(machines['place-order']!.States['ReserveStock']!);
    const { ReserveStock: _, ...commands } = rules.commands;
    expect(() => check(lastUnit(0), { ...rules, commands })).toThrow('no command ReserveStock');
  });
});
