import { describe, expect, it } from '@jest/globals';
import { createChoices } from '../../local-cloud/src/faults/choices.ts';
import { parsePlan } from '../../local-cloud/src/faults/plan/parse-plan.ts';
import { targets } from '../../local-cloud/src/faults/plan/plan.ts';
import { casesOf, secondFault, toRecordedPoint, type RecordedPoint } from './cases.ts';
import { faultKinds, kindsOf } from './fault-kinds.ts';
import { interleaved } from './interleaved.ts';

const point = (target: RecordedPoint['target'], name: string): RecordedPoint => ({
  target,
  name,
  resource: 'orders/OrdersTable',
  principal: 'tradewind-orders-local-place-order',
});
const faultsOf = (recorded: RecordedPoint) => casesOf('place', [recorded]).map(({ rule }) => rule.fault);

describe('the cases of a scenario', () => {
  it('are valid plans with ids of their own, and count in a row of the table', () => {
    const cases = targets.flatMap((target) => casesOf('place', [point(target, 'dynamodb:PutItem')]));
    expect(cases.length).toBe(20);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    for (const each of cases) {
      expect(parsePlan({ rules: [each.rule] })).toEqual({ rules: [each.rule] });
      for (const kind of kindsOf({ scenario: 'place', rules: [each.rule] }))
        expect(faultKinds).toContain(kind);
    }
  });

  it('include each fault of a write', () => {
    expect(faultsOf(point('call', 'dynamodb:PutItem'))).toEqual([
      'refused',
      'throttled',
      'server-error',
      'answer-lost',
      'killed-before',
      'killed-after',
      'conflict',
    ]);
    expect(faultsOf(point('call', 'dynamodb:GetItem'))).not.toContain('conflict');
  });

  it('kill only functions, and repeat only tasks', () => {
    const ofTask = { ...point('call', 'sqs:SendMessage'), principal: 'place-order' };
    expect(faultsOf(ofTask)).not.toContain('killed-after');
    expect(faultsOf(point('invocation', 'api'))).not.toContain('delivered-again');
    expect(faultsOf(point('invocation', 'state-machine'))).toContain('delivered-again');
  });

  it('have no case for what a function reads only when it starts', () => {
    expect(faultsOf(point('call', 'ssm:GetParameter'))).toEqual([]);
  });

  it('are taken of each kind in turn', () => {
    const cases = casesOf('place', [point('call', 'dynamodb:PutItem'), point('call', 'dynamodb:UpdateItem')]);
    const taken = interleaved(cases);
    expect(taken.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
      cases.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    );
    expect(new Set(taken.slice(0, cases.length / 2).map(({ rule }) => rule.fault)).size).toBe(
      cases.length / 2,
    );
  });

  it('name resources as all runs do', () => {
    const arn = 'arn:aws:dynamodb:us-east-1:0:table/tradewind-orders-OrdersTable-0A1B';
    const recorded = { target: 'call', name: 'dynamodb:PutItem', resources: [arn] } as const;
    expect(toRecordedPoint(recorded, () => 'orders/OrdersTable').resource).toBe('orders/OrdersTable');
    expect(toRecordedPoint(recorded, () => undefined).resource).toBe('*');
  });

  it('give a pair the same second fault of its scenario, in any order of the record and without others', () => {
    const placed = casesOf('place', [point('call', 'dynamodb:PutItem'), point('call', 'sqs:SendMessage')]);
    const all = [...placed, ...casesOf('cancel', [point('call', 'dynamodb:PutItem')])];
    for (const seed of [1, 2, 3])
      for (const first of placed) {
        const second = secondFault(first, all, createChoices(seed))!;
        expect(second.scenario).toBe('place');
        expect(second.id).not.toBe(first.id);
        expect(secondFault(first, all.toReversed(), createChoices(seed))).toBe(second);
        const shorter = all.filter((each, index) => each === second || index % 2 === 0);
        expect(secondFault(first, shorter, createChoices(seed))).toBe(second);
      }
  });
});

describe('the rows of a history', () => {
  it('are those of both faults of a pair', () => {
    const [first, second] = ['killed-after', 'conflict'].map(
      (fault) =>
        casesOf('place', [point('call', 'dynamodb:PutItem')]).find(({ rule }) => rule.fault === fault)!.rule,
    );
    expect([...kindsOf({ scenario: 'place', rules: [first!, second!] })]).toEqual([
      'crash after a call',
      'TransactionConflict',
    ]);
    expect([...kindsOf({ scenario: 'place', rules: [] })]).toEqual(['no fault']);
  });
});
