import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Statement, evaluate } from './policy.ts';

const queue = 'arn:aws:sqs:us-east-1:000000000000:jobs';
const allow = (rest: Partial<Statement> = {}): Statement => ({
  Effect: 'Allow',
  Action: 'sqs:SendMessage',
  Resource: queue,
  ...rest,
});
const deny = (rest: Partial<Statement> = {}): Statement => ({ ...allow(rest), Effect: 'Deny' });
const effect = (statements: Statement[], context = {}, action = 'sqs:SendMessage') =>
  evaluate(statements, { action, resourceArn: queue, context }).effect;

describe('evaluate', () => {
  it('denies a call without an Allow', () => {
    expect(effect([])).toBe('implicit-deny');
    expect(effect([allow({ Action: 'sqs:ReceiveMessage' })])).toBe('implicit-deny');
    expect(effect([allow({ Resource: `${queue}-other` })])).toBe('implicit-deny');
  });

  it('matches wildcards, and actions in any case', () => {
    expect(effect([allow()])).toBe('allow');
    expect(effect([allow({ Action: ['sqs:Send*'], Resource: ['arn:aws:sqs:*:*:j?bs'] })])).toBe('allow');
    expect(effect([allow({ Action: 'SQS:sendmessage' })])).toBe('allow');
  });

  it('lets an explicit Deny win in any position', () => {
    const statements = fc.shuffledSubarray([allow(), allow({ Action: '*' }), deny({ Action: 'sqs:*' })], {
      minLength: 1,
    });
    fc.assert(
      fc.property(statements, (some) => {
        expect(effect(some)).toBe(some.some(({ Effect }) => Effect === 'Deny') ? 'explicit-deny' : 'allow');
      }),
    );
  });

  it('applies NotAction and NotResource', () => {
    const { Action, Resource, ...bare } = allow();
    expect(effect([{ ...bare, NotAction: 'sqs:DeleteQueue', Resource: '*' }])).toBe('allow');
    expect(effect([{ ...bare, NotAction: 'sqs:Send*', Resource: '*' }])).toBe('implicit-deny');
    expect(effect([{ ...bare, Action: '*', NotResource: queue }])).toBe('implicit-deny');
    expect([Action, Resource]).toEqual(['sqs:SendMessage', queue]);
  });

  it.each([
    ['StringEquals', 'blue', true],
    ['StringEquals', ['red', 'blue'], true],
    ['StringEquals', 'red', false],
    ['StringLike', 'bl*', true],
    ['StringNotEquals', 'blue', false],
    ['StringNotEquals', 'red', true],
    ['ForAllValues:StringEquals', ['blue', 'red'], true],
    ['ForAnyValue:StringLike', 'b*', true],
  ])('evaluates %s %j', (operator, expected, isMet) => {
    const statement = allow({ Condition: { [operator]: { 'app:Color': expected } } });
    expect(effect([statement], { 'app:color': 'blue' })).toBe(isMet ? 'allow' : 'implicit-deny');
  });

  it('evaluates a key that the call does not have', () => {
    const statement = (operator: string) => allow({ Condition: { [operator]: { 'app:Color': 'blue' } } });
    expect(effect([statement('StringEquals')])).toBe('implicit-deny');
    expect(effect([statement('StringEqualsIfExists')])).toBe('allow');
    expect(effect([statement('ForAllValues:StringEquals')])).toBe('allow');
  });

  it('notes an unsupported operator: an Allow does not apply, a Deny does', () => {
    const Condition = { NumericUnknownEquals: { 'app:Color': '1' } };
    expect(
      evaluate([allow({ Condition })], { action: 'sqs:SendMessage', resourceArn: queue, context: {} }),
    ).toEqual({
      effect: 'implicit-deny',
      notes: ['the condition operator NumericUnknownEquals is not supported'],
    });
    expect(effect([allow(), deny({ Condition })])).toBe('explicit-deny');
  });
});
