import { describe, expect, it } from '@jest/globals';
import type { Resource } from '../../../contract/resource.ts';
import { createResourcePolicies, type ResourcePolicies } from './resource-policies.ts';

const topicArn = 'arn:aws:sns:us-east-1:000000000000:orders';
const queueArn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;
const call = {
  service: 'sns.amazonaws.com',
  action: 'sqs:SendMessage',
  resourceArn: queueArn('mail'),
  sourceArn: topicArn,
};
const statement = {
  Effect: 'Allow',
  Principal: { Service: 'sns.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: '*',
  Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
};

async function policiesWith(...statements: object[]) {
  const policies = createResourcePolicies();
  await deploy(policies, ...statements);
  return policies;
}

async function deploy(policies: ResourcePolicies, ...statements: object[]) {
  const properties = {
    Queues: ['http://127.0.0.1:4566/000000000000/mail'],
    PolicyDocument: { Statement: statements },
  };
  const resource: Partial<Resource> = { stackName: 'shop-local', logicalId: 'MailPolicy', properties };
  await policies.getProviders('AWS::SQS')['AWS::SQS::QueuePolicy']?.deploy(resource as Resource);
}

describe('createResourcePolicies', () => {
  it('applies a queue policy to its queues only', async () => {
    const policies = await policiesWith(statement);
    expect(policies.allows(call)).toBe(true);
    expect(policies.allows({ ...call, resourceArn: queueArn('other') })).toBe(false);
  });

  it('replaces the policies of one queue until its template is deployed again', async () => {
    const policies = await policiesWith(statement);
    const version = policies.version();
    policies.replace(queueArn('mail'), '');
    expect(policies.allows(call)).toBe(false);
    expect(policies.version()).toBeGreaterThan(version);
    const broader = { ...statement, Principal: '*', Condition: undefined };
    policies.replace(queueArn('mail'), JSON.stringify({ Statement: broader }));
    expect(policies.allows({ ...call, service: 's3.amazonaws.com' })).toBe(true);
    expect(policies.allows({ ...call, resourceArn: queueArn('other') })).toBe(false);
    await deploy(policies, statement);
    expect(policies.allows(call)).toBe(true);
    expect(policies.allows({ ...call, service: 's3.amazonaws.com' })).toBe(false);
  });

  it('denies a different service, topic or action', async () => {
    const policies = await policiesWith(statement);
    expect(policies.allows({ ...call, service: 's3.amazonaws.com' })).toBe(false);
    expect(policies.allows({ ...call, sourceArn: `${topicArn}-2` })).toBe(false);
    expect(policies.allows({ ...call, action: 'sqs:DeleteMessage' })).toBe(false);
  });

  it('allows every caller when the principal is *, except for an explicit deny', async () => {
    const anyone = { ...statement, Principal: '*' };
    expect((await policiesWith(anyone)).allows(call)).toBe(true);
    expect((await policiesWith(anyone, { ...anyone, Effect: 'Deny' })).allows(call)).toBe(false);
    expect((await policiesWith({ ...statement, Principal: { AWS: '*' } })).allows(call)).toBe(true);
  });

  it('allows anonymous access for the principal * but not for a service principal', async () => {
    const request = { action: 'sqs:SendMessage', resourceArn: queueArn('mail') };
    const anyone = { Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: '*' };
    const overTls = { Bool: { 'aws:SecureTransport': false } };
    expect((await policiesWith(anyone)).allowsAnonymous(queueArn('mail'), request)).toBe(true);
    expect(
      (await policiesWith(anyone, { ...anyone, Effect: 'Deny', Condition: overTls })).allowsAnonymous(
        queueArn('mail'),
        request,
      ),
    ).toBe(true);
    expect((await policiesWith(statement)).allowsAnonymous(queueArn('mail'), request)).toBe(false);
    expect((await policiesWith(anyone)).allowsAnonymous(queueArn('other'), request)).toBe(false);
  });

  it('denies everything without a policy', () => {
    expect(createResourcePolicies().allows(call)).toBe(false);
  });
});
