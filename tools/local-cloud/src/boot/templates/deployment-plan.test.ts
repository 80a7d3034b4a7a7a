import { describe, expect, it } from '@jest/globals';
import { planDeployment } from './deployment-plan.ts';
import { neededStacks } from './needed-stacks.ts';
import type { Stack } from '../../../../workspace/src/templates/stack.ts';
import type { Template } from '../../../../workspace/src/templates/template.ts';

const stack = (service: string, template: Template): Stack => ({
  service,
  serviceFolder: `/services/${service}`,
  stackName: `${service}-local`,
  template,
});
const queue = (properties: object = {}) => ({ Type: 'AWS::SQS::Queue', Properties: { ...properties } });
const parameter = (name: unknown, value: unknown) => ({
  Type: 'AWS::SSM::Parameter',
  Properties: { Name: name, Value: value },
});
const plan = (...stacks: Stack[]) =>
  planDeployment(stacks, { holdsParameter: (name) => name === '/put/by/hand' });
const dependenciesOf = (key: string, ...stacks: Stack[]) => [
  ...(plan(...stacks).resources.get(key)?.dependencies ?? []),
];

describe('planDeployment', () => {
  it('deploys the resources that a resource refers to before it', () => {
    const seats = stack('seats', {
      Resources: {
        Jobs: queue({ QueueName: { 'Fn::Sub': '${Other.QueueName}-jobs' } }),
        Other: { ...queue(), DependsOn: 'Third' },
        Third: queue(),
      },
    });
    expect(dependenciesOf('seats/Jobs', seats)).toEqual(['seats/Other']);
    expect(dependenciesOf('seats/Other', seats)).toEqual(['seats/Third']);
  });

  it('deploys the publisher of a parameter before the resources that refer to it, independent of stack names', () => {
    const bookings = stack('bookings', {
      Resources: { Jobs: queue({ KmsMasterKeyId: 'x/{{resolve:ssm:/seats/key}}' }) },
    });
    const seats = stack('seats', {
      Resources: { Key: parameter({ 'Fn::Sub': '/seats/key' }, { Ref: 'Jobs' }), Jobs: queue() },
    });
    expect(dependenciesOf('bookings/Jobs', bookings, seats)).toEqual(['seats/Key']);
  });

  it('deploys the resources of an export before those that import it', () => {
    const bookings = stack('bookings', {
      Resources: { Jobs: queue({ QueueName: { 'Fn::ImportValue': 'seats-jobs' } }) },
    });
    const seats = stack('seats', {
      Resources: { Jobs: queue() },
      Outputs: { Jobs: { Value: { 'Fn::GetAtt': ['Jobs', 'Arn'] }, Export: { Name: 'seats-jobs' } } },
    });
    expect(dependenciesOf('bookings/Jobs', bookings, seats)).toEqual(['seats/Jobs']);
  });

  it('accepts a parameter that already exists', () => {
    const seats = stack('seats', {
      Resources: { Jobs: queue({ QueueName: '{{resolve:ssm:/put/by/hand}}' }) },
    });
    expect(dependenciesOf('seats/Jobs', seats)).toEqual([]);
  });

  it('skips resources whose condition is false', () => {
    const seats = stack('seats', {
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { Jobs: { ...queue(), Condition: 'Never' } },
    });
    expect([...plan(seats).resources.keys()]).toEqual([]);
  });

  it.each([
    [
      'a parameter that no template publishes',
      queue({ QueueName: '{{resolve:ssm:/unknown}}' }),
      /seats\/Jobs .*\/unknown/,
    ],
    [
      'a resource that is not declared',
      queue({ QueueName: { Ref: 'Ghost' } }),
      /seats\/Jobs refers to Ghost/,
    ],
    ['an unknown export', queue({ QueueName: { 'Fn::ImportValue': 'ghost' } }), /seats\/Jobs imports ghost/],
  ])('names both ends of a reference to %s', (_, jobs, message) => {
    expect(() => plan(stack('seats', { Resources: { Jobs: jobs } }))).toThrow(message);
  });

  it.each([
    ['Ref', { Ref: 'SeatQueue' }],
    ['GetAtt', { 'Fn::GetAtt': ['SeatQueue', 'Arn'] }],
    ['Sub', { 'Fn::Sub': 'x-${SeatQueue.Arn}' }],
  ])('suggests the nearest resource for a mistyped %s', (_, reference) => {
    const Resources = { SeatsQueue: queue(), Jobs: queue({ QueueName: reference }) };
    expect(() => plan(stack('seats', { Resources }))).toThrow(
      'seats/Jobs refers to SeatQueue, which the template of seats does not declare. Did you mean SeatsQueue?',
    );
  });

  it('names each link of a cycle across services', () => {
    const bookings = stack('bookings', {
      Resources: { Out: parameter('/bookings/out', '{{resolve:ssm:/seats/out}}') },
    });
    const seats = stack('seats', {
      Resources: { Out: parameter('/seats/out', '{{resolve:ssm:/bookings/out}}') },
    });
    expect(() => plan(bookings, seats)).toThrow('bookings/Out → seats/Out → bookings/Out');
  });

  it('refuses two resources that publish the same parameter', () => {
    const one = stack('one', { Resources: { Out: parameter('/same', 'a') } });
    const two = stack('two', { Resources: { Out: parameter('/same', 'b') } });
    expect(() => plan(one, two)).toThrow('one/Out and two/Out both publish the parameter /same.');
  });
});

describe('neededStacks', () => {
  it('adds the services that a service refers to, directly or indirectly, and no others', () => {
    const first = stack('first', { Resources: { Jobs: queue({ QueueName: '{{resolve:ssm:/second}}' }) } });
    const second = stack('second', { Resources: { Out: parameter('/second', '{{resolve:ssm:/third}}') } });
    const third = stack('third', { Resources: { Out: parameter('/third', 'x') } });
    const other = stack('other', { Resources: { Jobs: queue() } });
    expect(neededStacks([first, other, second, third], ['first']).map(({ service }) => service)).toEqual([
      'first',
      'second',
      'third',
    ]);
  });
});
