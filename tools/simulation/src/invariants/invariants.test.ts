import { describe, expect, it } from '@jest/globals';
import { emptySnapshot, findViolations, invariants, type Snapshot } from './index.ts';
import { first, plantedViolations } from './planted-violations.ts';
import { validSnapshot } from './valid-snapshot.ts';

describe('invariants', () => {
  it.each([
    ['an empty system', emptySnapshot],
    ['a sold and a canceled order', validSnapshot()],
  ])('accept %s', (_, snapshot) => {
    expect(findViolations(snapshot, { isAtRest: true })).toEqual([]);
  });

  it('are twelve, each with planted violations', () => {
    expect(invariants.map(({ name }) => name)).toEqual(Object.keys(plantedViolations));
    expect(invariants).toHaveLength(12);
  });

  const cases = Object.entries(plantedViolations).flatMap(([name, plants]) =>
    Object.entries(plants).map(([title, plant]) => ({ name, title, plant })),
  );
  it.each(cases)('$name: reports that $title', ({ name, plant }) => {
    const valid = validSnapshot();
    const violations = findViolations({ ...valid, ...plant(valid) }, { isAtRest: true });
    expect(violations.map(({ invariant }) => invariant)).toContain(name);
  });

  it('skips the invariants that hold only at rest while the system works', () => {
    const valid = validSnapshot();
    const reserving = { ...valid, stock: first(valid.stock, { available: 7 }) };
    expect(findViolations(reserving, { isAtRest: false })).toEqual([]);
    expect(findViolations(reserving, { isAtRest: true })).not.toEqual([]);
  });

  it('ignores at rest what is not settled', () => {
    const valid = validSnapshot();
    const snapshot: Snapshot = {
      ...valid,
      stock: first(valid.stock, { available: 7 }),
      orders: first(valid.orders, { status: 'canceling' }),
      unsettled: new Set(['prd_tea', 'ord_sold']),
    };
    expect(findViolations(snapshot, { isAtRest: true })).toEqual([]);
  });

  it('accepts that a request without an accepted answer is refused again', () => {
    const [request] = validSnapshot().requests;
    const refused = { ...request!, answer: { code: 'order.not-cancelable', content: '' } };
    const snapshot = { ...emptySnapshot, requests: [refused, { ...refused, body: 'other' }] };
    expect(findViolations(snapshot, { isAtRest: true })).toEqual([]);
  });

  it('accepts an email that is sent again after a crash', () => {
    const valid = validSnapshot();
    const [email] = valid.notifications;
    const snapshot = { ...valid, notifications: [{ ...email!, isRecorded: false }, email!] };
    expect(findViolations(snapshot, { isAtRest: true })).toEqual([]);
  });

  it('accepts a hold that stays on the item after its reservation returned the units', () => {
    const valid = validSnapshot();
    const stock = first(valid.stock, { holds: { ...valid.stock[0]!.holds, 'ord_canceled.b': 1 } });
    expect(valid.reservations.some(({ lineItems }) => lineItems[0]?.holdId === 'ord_canceled.b')).toBe(true);
    expect(findViolations({ ...valid, stock }, { isAtRest: true })).toEqual([]);
  });

  it('accepts a refusal that gave no key to a request', () => {
    const valid = validSnapshot();
    const refused = {
      operation: 'POST /orders/ord_1/cancel',
      callerId: 'cus_1',
      key: 'k',
      body: '{}',
      answer: { code: 'order.not-found', content: '' },
    };
    const requests = [...valid.requests, refused];
    expect(findViolations({ ...valid, requests }, { isAtRest: true })).toEqual([]);
  });
});
