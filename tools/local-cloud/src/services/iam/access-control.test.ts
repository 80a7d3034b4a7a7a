import { describe, expect, it } from '@jest/globals';
import { developer } from '../../contract/principal.ts';
import { createAccessControl } from './access-control.ts';
import type { AccessDenied } from './access-denied.ts';
import { createRoleService } from './role-service.ts';

const queue = 'arn:aws:sqs:us-east-1:000000000000:jobs';

async function cloudWithRole(properties: object) {
  const roles = createRoleService();
  const deployRole = (changed: object) =>
    roles.resources['AWS::IAM::Role']!.deploy({
      service: 'seats',
      serviceFolder: '/services/seats',
      stackName: 'seats-local',
      logicalId: 'BookRole',
      type: 'AWS::IAM::Role',
      properties: { ...changed },
    });
  const { attributes } = await deployRole(properties);
  const refusals: AccessDenied[] = [];
  const access = createAccessControl({ roles, onDenied: (denied) => void refusals.push(denied) });
  const book = { kind: 'role', name: 'book', roleArn: attributes!['Arn']! } as const;
  return { access, book, refusals, deployRole };
}

const mayCall = (Action: string) => ({
  RoleName: 'book-role',
  Policies: [
    { PolicyName: 'own', PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource: queue }] } },
  ],
});

describe('access control', () => {
  it('records what a role allows', async () => {
    const { access, book } = await cloudWithRole(mayCall('sqs:SendMessage'));
    access.check(book, 'sqs:SendMessage', queue);
    const call = { principal: book, action: 'sqs:SendMessage', resourceArn: queue, context: {} };
    expect(access.calls()).toEqual([{ ...call, outcome: 'allowed' }]);
  });

  it('denies other calls with the message of AWS, and reports them', async () => {
    const { access, book, refusals } = await cloudWithRole(mayCall('sqs:SendMessage'));
    const message =
      'User: arn:aws:sts::000000000000:assumed-role/book-role/book is not authorized to perform: sqs:DeleteQueue ' +
      `on resource: ${queue} because no identity-based policy allows the sqs:DeleteQueue action`;
    expect(() => access.check(book, 'sqs:DeleteQueue', queue)).toThrow(message);
    expect(access.calls()).toMatchObject([{ action: 'sqs:DeleteQueue', outcome: 'denied' }]);
    expect(refusals).toMatchObject([
      { action: 'sqs:DeleteQueue', resourceArn: queue, principal: { name: 'book' } },
    ]);
  });

  it('denies a call that it allowed before when the changed role no longer allows it', async () => {
    const { access, book, deployRole } = await cloudWithRole(mayCall('sqs:SendMessage'));
    for (let call = 0; call < 2; call++) access.check(book, 'sqs:SendMessage', queue);
    expect(() => access.check(book, 'sqs:SendMessage', `${queue}-other`)).toThrow('sqs:SendMessage');
    await deployRole(mayCall('sqs:ReceiveMessage'));
    expect(() => access.check(book, 'sqs:SendMessage', queue)).toThrow('sqs:SendMessage');
    access.check(book, 'sqs:ReceiveMessage', queue);
  });

  it('records calls that differ only in ids once', async () => {
    const { access, book } = await cloudWithRole({});
    const part = (character: string) => `arn:aws:s3:::reports/work/exp_${character.repeat(36)}/part-1`;
    for (const character of ['a', 'b'])
      expect(() => access.check(book, 's3:GetObject', part(character))).toThrow('s3:GetObject');
    expect(access.calls()).toMatchObject([{ resourceArn: 'arn:aws:s3:::reports/work/exp_{id}/part-1' }]);
  });

  it('allows the developer everything', async () => {
    const { access } = await cloudWithRole({});
    expect(() => access.check(developer, 'sqs:DeleteQueue', queue)).not.toThrow();
  });

  it('evaluates AWS managed policies', async () => {
    const ManagedPolicyArns = ['arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole'];
    const { access, book } = await cloudWithRole({ ManagedPolicyArns });
    expect(() => access.check(book, 'sqs:ReceiveMessage', queue)).not.toThrow();
    expect(() => access.check(book, 'sqs:SendMessage', queue)).toThrow('not authorized');
  });

  it('gives each principal one access key of its own', async () => {
    const { access, book } = await cloudWithRole({});
    const first = access.register(book);
    expect(access.register(book)).toEqual(first);
    expect(access.register({ ...book, name: 'cancel' })).not.toEqual(first);
    expect(access.principalOf(first.accessKeyId)).toEqual(book);
    expect(access.principalOf('AKIAUNKNOWN')).toBeUndefined();
  });
});
