import { describe, expect, it } from '@jest/globals';
import { array, assert, constantFrom, double, integer, property, record } from 'fast-check';
import type { FaultPoint } from '../contract/faults.ts';
import { noRecorder } from '../contract/recorder.ts';
import { createFaultInjector } from './fault-injector.ts';
import type { FaultPlan } from './plan/plan.ts';

const put: FaultPoint = {
  target: 'call',
  name: 'dynamodb:PutItem',
  resources: ['arn:aws:dynamodb:us-east-1:000000000000:table/tradewind-orders-local-OrdersTable'],
  principal: 'tradewind-orders-local-place-order',
};

function injector(plan: FaultPlan, { seed = 1 } = {}) {
  const created = createFaultInjector({
    plan,
    seed,
    recorder: noRecorder,
    keyOf: (name) => (name.includes('OrdersTable') ? 'orders/OrdersTable' : undefined),
    effects: { killEnvironment() {}, killDatabase() {}, jumpClock() {} },
    onInjected() {},
  });
  created.start();
  return created;
}

const actions = (plan: FaultPlan, points: readonly FaultPoint[]) => {
  const faults = injector(plan);
  return points.map((point) => faults.choose(point)?.action);
};

const points = array(
  record({
    target: constantFrom<FaultPoint['target'][]>('call', 'queue', 'stream'),
    name: constantFrom('dynamodb:PutItem', 'dynamodb:GetItem'),
    resources: constantFrom(['arn:aws:sqs:us-east-1:0:a'], ['arn:aws:sqs:us-east-1:0:b']),
    principal: constantFrom(
      'tradewind-orders-local-place-order',
      'tradewind-payments-local-capture',
      undefined,
    ),
  }),
  { maxLength: 60 },
);

describe('a rule', () => {
  it.each<[string, FaultPlan['rules'], boolean]>([
    ['its action', [{ call: 'dynamodb:Put*', fault: 'slow' }], true],
    ['another action', [{ call: 'dynamodb:GetItem', fault: 'slow' }], false],
    ['its resource', [{ call: '*', resource: 'orders/OrdersTable', fault: 'slow' }], true],
    ['its physical name', [{ call: '*', resource: 'tradewind-orders-*', fault: 'slow' }], true],
    ['another resource', [{ call: '*', resource: 'orders/Other', fault: 'slow' }], false],
    ['its function', [{ call: '*', function: 'orders/place-order', fault: 'slow' }], true],
    ['another function', [{ call: '*', function: 'orders/cancel-order', fault: 'slow' }], false],
    ['another target', [{ queue: '*', fault: 'delayed' }], false],
  ])('selects a call by %s', (_, rules = [], isSelected) => {
    expect(actions({ rules }, [put])).toEqual([isSelected ? rules[0]!.fault : undefined]);
  });

  it('leaves the developer alone, unless it names the developer', () => {
    const call = { ...put, principal: 'developer' };
    expect(actions({ rules: [{ call: '*', fault: 'slow' }] }, [call])).toEqual([undefined]);
    expect(actions({ rules: [{ call: '*', function: 'developer', fault: 'slow' }] }, [call])).toEqual([
      'slow',
    ]);
  });

  it.each([
    [{ nth: 2 }, [false, true, false, false]],
    [{ from: 2, to: 3 }, [false, true, true, false]],
    [{ from: 3 }, [false, false, true, true]],
    [{ probability: 0 }, [false, false, false, false]],
    [{ probability: 1 }, [true, true, true, true]],
    [{}, [true, true, true, true]],
  ])('acts on the occurrences %j', (occurrence, expected) => {
    const acted = actions({ rules: [{ call: '*', fault: 'slow', ...occurrence }] }, [put, put, put, put]);
    expect(acted.map((action) => action !== undefined)).toEqual(expected);
  });

  it('acts on about its share of the calls', () => {
    const acted = actions(
      { rules: [{ call: '*', probability: 0.2, fault: 'slow' }] },
      Array.from({ length: 5_000 }, () => put),
    );
    expect(acted.filter(Boolean).length / 5_000).toBeCloseTo(0.2, 1);
  });
});

describe('the faults of a plan', () => {
  it('act only after the start', () => {
    const faults = createFaultInjector({
      plan: { rules: [{ call: '*', fault: 'slow' }], behaviors: { unorderedQueues: true } },
      seed: 1,
      recorder: noRecorder,
      keyOf: () => undefined,
      effects: { killEnvironment() {}, killDatabase() {}, jumpClock() {} },
      onInjected() {},
    });
    expect(faults.choose(put)).toBeUndefined();
    expect(faults.behaviors().unorderedQueues).toBe(false);
    faults.start();
    expect(faults.choose(put)?.action).toBe('slow');
    expect(faults.behaviors().unorderedQueues).toBe(true);
  });

  it('are the same with the same seed', () => {
    assert(
      property(integer(), double({ min: 0, max: 1, noNaN: true }), points, (seed, probability, all) => {
        const plan = { seed, rules: [{ call: '*', probability, fault: 'slow' as const }] };
        expect(actions(plan, all)).toEqual(actions(plan, all));
      }),
    );
  });

  it('do not depend on the order of unrelated calls', () => {
    assert(
      property(integer(), points, points, (seed, some, others) => {
        const plan: FaultPlan = {
          seed,
          rules: [
            { call: '*', function: 'orders/*', probability: 0.5, fault: 'slow' },
            { call: '*', function: 'payments/*', probability: 0.5, fault: 'throttled' },
          ],
        };
        const ofOrders = (all: readonly FaultPoint[]) =>
          all.filter(({ principal }) => principal?.includes('orders'));
        const ofPayments = others.filter(({ principal }) => principal?.includes('payments'));
        const alone = actions(plan, ofOrders(some));
        const mixed = injector(plan);
        for (const point of ofPayments) mixed.choose(point);
        expect(ofOrders(some).map((point) => mixed.choose(point)?.action)).toEqual(alone);
      }),
    );
  });

  it('are none without rules', () => {
    assert(
      property(integer(), points, (seed, all) => {
        const faults = injector({ seed });
        expect(all.map((point) => faults.choose(point))).toEqual(all.map(() => undefined));
        expect(faults.injected()).toEqual([]);
        expect(Object.values(faults.behaviors()).some(Boolean)).toBe(false);
      }),
    );
  });

  it('are listed, and counted again after another plan', () => {
    const faults = injector({ rules: [{ call: '*', nth: 1, fault: 'slow' }] });
    faults.choose(put);
    expect(faults.injected()).toMatchObject([
      { rule: 0, occurrence: 1, action: 'slow', target: 'call', resource: 'orders/OrdersTable' },
    ]);
    faults.use({ rules: [{ call: '*', nth: 1, fault: 'throttled' }] });
    expect(faults.injected()).toEqual([]);
    expect(faults.choose(put)?.action).toBe('throttled');
  });
});
