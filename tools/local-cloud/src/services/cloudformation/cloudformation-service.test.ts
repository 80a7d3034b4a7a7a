import { describe, expect, it } from '@jest/globals';
import { developer } from '../../contract/principal.ts';
import { createCloudFormationService } from './cloudformation-service.ts';

const stack = {
  service: 'seats',
  serviceFolder: '/seats',
  stackName: 'seats-local',
  template: { Resources: { Rows: { Type: 'AWS::SQS::Queue' }, Absent: { Type: 'AWS::SQS::Queue' } } },
};
const service = createCloudFormationService({
  stacks: () => [stack],
  resource(_service, logicalId) {
    if (logicalId === 'Absent') throw new Error('seats/Absent is not deployed.');
    return { ref: `http://127.0.0.1/000000000000/a&b` };
  },
});

const call = async (form: Record<string, string>) => {
  const request = {
    signingName: 'cloudformation',
    operation: undefined,
    method: 'POST',
    path: '/',
    headers: {},
  };
  const { body } = await service.handle!({
    ...request,
    principal: developer,
    body: Buffer.from(new URLSearchParams(form).toString()),
  });
  return String(body);
};

describe('CloudFormation', () => {
  it('lists the deployed resources of a stack', async () => {
    const listed = await call({ Action: 'ListStackResources', StackName: 'seats-local' });
    expect(listed).toContain('<LogicalResourceId>Rows</LogicalResourceId>');
    expect(listed).toContain(
      '<PhysicalResourceId>http://127.0.0.1/000000000000/a&amp;b</PhysicalResourceId>',
    );
    expect(listed).not.toContain('Absent');
    expect(await call({ Action: 'GetTemplate', StackName: 'seats-local' })).toContain(
      '&quot;AWS::SQS::Queue&quot;',
    );
  });

  it('rejects unknown stacks and write operations', async () => {
    await expect(call({ Action: 'DescribeStacks', StackName: 'rows-local' })).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Stack with id rows-local does not exist',
    });
    await expect(call({ Action: 'DeleteStack', StackName: 'seats-local' })).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
  });
});
