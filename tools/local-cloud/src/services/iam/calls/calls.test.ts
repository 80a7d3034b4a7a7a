import { describe, expect, it } from '@jest/globals';
import { developer } from '../../../contract/principal.ts';
import { requiredPermissions } from './calls.ts';

interface Request {
  operation?: string;
  input?: unknown;
  method?: string;
  path?: string;
  headers?: Record<string, string>;
}

const permissions = (
  signingName: string,
  { operation, input, method = 'POST', path = '/', headers = {} }: Request,
) =>
  requiredPermissions({
    signingName,
    operation,
    method,
    path,
    headers,
    body: Buffer.from(input === undefined ? '' : typeof input === 'string' ? input : JSON.stringify(input)),
    principal: developer,
  }).map((alternatives) =>
    alternatives.map(({ action, resourceArn }) => `${action} ${resourceArn}`).join(' or '),
  );

const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/seats';

describe('requiredPermissions', () => {
  it('asks for the table of a DynamoDB call, or the index it reads', () => {
    expect(permissions('dynamodb', { operation: 'GetItem', input: { TableName: 'seats' } })).toEqual([
      `dynamodb:GetItem ${table}`,
    ]);
    expect(
      permissions('dynamodb', { operation: 'Query', input: { TableName: table, IndexName: 'byRow' } }),
    ).toEqual([`dynamodb:Query ${table}/index/byRow`]);
    expect(permissions('dynamodb', { operation: 'ListTables', input: {} })).toEqual([
      'dynamodb:ListTables *',
    ]);
  });

  it('asks for the key of a KMS call', () => {
    const KeyId = 'arn:aws:kms:us-east-1:000000000000:key/1';
    expect(permissions('kms', { operation: 'Encrypt', input: { KeyId } })).toEqual([`kms:Encrypt ${KeyId}`]);
    expect(permissions('kms', { operation: 'Decrypt', input: { KeyId: '1' } })).toEqual([
      `kms:Decrypt ${KeyId}`,
    ]);
  });

  it('asks for the alarm or dashboard of a CloudWatch call', () => {
    expect(permissions('monitoring', { operation: 'SetAlarmState', input: { AlarmName: 'a' } })).toEqual([
      'cloudwatch:SetAlarmState arn:aws:cloudwatch:us-east-1:000000000000:alarm:a',
    ]);
    expect(permissions('monitoring', { operation: 'GetDashboard', input: { DashboardName: 'd' } })).toEqual([
      'cloudwatch:GetDashboard arn:aws:cloudwatch::000000000000:dashboard/d',
    ]);
    expect(permissions('monitoring', { operation: 'GetMetricData', input: {} })).toEqual([
      'cloudwatch:GetMetricData *',
    ]);
  });

  it('asks for the group or stream of a CloudWatch Logs call', () => {
    const group = 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/a';
    const logGroupName = '/aws/lambda/a';
    expect(permissions('logs', { operation: 'FilterLogEvents', input: { logGroupName } })).toEqual([
      `logs:FilterLogEvents ${group}:*`,
    ]);
    expect(
      permissions('logs', { operation: 'GetLogEvents', input: { logGroupName, logStreamName: 's' } }),
    ).toEqual([`logs:GetLogEvents ${group}:log-stream:s`]);
    expect(permissions('logs', { operation: 'DescribeLogGroups', input: {} })).toEqual([
      'logs:DescribeLogGroups *',
    ]);
  });

  it('asks for the action of each item of a transaction', () => {
    const on = { TableName: 'seats' };
    const TransactItems = [{ Put: on }, { Update: on }, { Delete: on }, { ConditionCheck: on }];
    expect(permissions('dynamodb', { operation: 'TransactWriteItems', input: { TransactItems } })).toEqual([
      `dynamodb:PutItem ${table}`,
      `dynamodb:UpdateItem ${table}`,
      `dynamodb:DeleteItem ${table}`,
      `dynamodb:ConditionCheckItem ${table}`,
    ]);
    expect(
      permissions('dynamodb', { operation: 'TransactGetItems', input: { TransactItems: [{ Get: on }] } }),
    ).toEqual([`dynamodb:GetItem ${table}`]);
  });

  it('asks for each table of a batch', () => {
    expect(
      permissions('dynamodb', {
        operation: 'BatchWriteItem',
        input: { RequestItems: { seats: [], rows: [] } },
      }),
    ).toEqual([
      `dynamodb:BatchWriteItem ${table}`,
      'dynamodb:BatchWriteItem arn:aws:dynamodb:us-east-1:000000000000:table/rows',
    ]);
  });

  it('asks for the single form of a batch of messages', () => {
    const QueueUrl = 'http://127.0.0.1:4566/000000000000/jobs';
    expect(permissions('sqs', { operation: 'SendMessageBatch', input: { QueueUrl } })).toEqual([
      'sqs:SendMessage arn:aws:sqs:us-east-1:000000000000:jobs',
    ]);
    const form = new URLSearchParams({
      Action: 'PublishBatch',
      TopicArn: 'arn:aws:sns:us-east-1:000000000000:news',
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(permissions('sns', { input: String(form), headers })).toEqual([
      'sns:Publish arn:aws:sns:us-east-1:000000000000:news',
    ]);
  });

  it.each([
    ['GET', '/seats/map.png', ['s3:GetObject arn:aws:s3:::seats/map.png']],
    ['HEAD', '/seats/a%20b.png', ['s3:GetObject arn:aws:s3:::seats/a b.png']],
    ['PUT', '/seats/map.png?partNumber=1&uploadId=x', ['s3:PutObject arn:aws:s3:::seats/map.png']],
    ['DELETE', '/seats/map.png', ['s3:DeleteObject arn:aws:s3:::seats/map.png']],
    ['DELETE', '/seats/map.png?uploadId=x', ['s3:AbortMultipartUpload arn:aws:s3:::seats/map.png']],
    ['GET', '/seats?list-type=2', ['s3:ListBucket arn:aws:s3:::seats']],
    ['GET', '/seats?location', ['s3:GetBucketLocation arn:aws:s3:::seats']],
    ['GET', '/', ['s3:ListAllMyBuckets *']],
  ])('reads %s %s', (method, path, expected) => {
    expect(permissions('s3', { method, path })).toEqual(expected);
  });

  it('asks to read the source of a copy, and for each key of a deletion of many', () => {
    const headers = { 'x-amz-copy-source': '/old/map.png' };
    expect(permissions('s3', { method: 'PUT', path: '/seats/map.png', headers })).toEqual([
      's3:GetObject arn:aws:s3:::old/map.png',
      's3:PutObject arn:aws:s3:::seats/map.png',
    ]);
    const input = '<Delete><Object><Key>a</Key></Object><Object><Key>b</Key></Object></Delete>';
    expect(permissions('s3', { path: '/seats?delete', input })).toEqual([
      's3:DeleteObject arn:aws:s3:::seats/a',
      's3:DeleteObject arn:aws:s3:::seats/b',
    ]);
  });

  it('reads the key of a form that a browser sends', () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const input =
      '--x\r\nContent-Disposition: form-data; name="key"\r\n\r\nmaps/1.png\r\n--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n…\r\n--x--';
    expect(permissions('s3', { path: '/seats', headers, input })).toEqual([
      's3:PutObject arn:aws:s3:::seats/maps/1.png',
    ]);
  });

  it('requires a permission for each parameter', () => {
    const Names = ['/a', 'b', 'arn:aws:ssm:us-east-1:000000000000:parameter/c:2'];
    expect(permissions('ssm', { operation: 'GetParameters', input: { Names } })).toEqual([
      'ssm:GetParameters arn:aws:ssm:us-east-1:000000000000:parameter/a',
      'ssm:GetParameters arn:aws:ssm:us-east-1:000000000000:parameter/b',
      'ssm:GetParameters arn:aws:ssm:us-east-1:000000000000:parameter/c',
    ]);
  });

  it('requires a permission for the invoked function with its qualifier', () => {
    expect(permissions('lambda', { path: '/2015-03-31/functions/book/invocations?Qualifier=3' })).toEqual([
      'lambda:InvokeFunction arn:aws:lambda:us-east-1:000000000000:function:book:3',
    ]);
  });

  it('requires the permissions of both queues to redrive dead letters', () => {
    const [SourceArn, DestinationArn] = ['dead', 'jobs'].map(
      (name) => `arn:aws:sqs:us-east-1:000000000000:${name}`,
    );
    expect(
      permissions('sqs', { operation: 'StartMessageMoveTask', input: { SourceArn, DestinationArn } }),
    ).toEqual([
      `sqs:StartMessageMoveTask ${SourceArn}`,
      `sqs:ReceiveMessage ${SourceArn}`,
      `sqs:DeleteMessage ${SourceArn}`,
      `sqs:GetQueueAttributes ${SourceArn}`,
      `sqs:SendMessage ${DestinationArn}`,
    ]);
    expect(permissions('sqs', { operation: 'ListMessageMoveTasks', input: { SourceArn } })).toEqual([
      `sqs:ListMessageMoveTasks ${SourceArn}`,
    ]);
    const TaskHandle = Buffer.from(JSON.stringify({ sourceArn: SourceArn })).toString('base64');
    expect(permissions('sqs', { operation: 'CancelMessageMoveTask', input: { TaskHandle } })).toEqual([
      `sqs:CancelMessageMoveTask ${SourceArn}`,
    ]);
  });

  it('requires permissions for lists that name no resource', () => {
    expect(permissions('cognito-idp', { operation: 'ListUserPools', input: { MaxResults: 10 } })).toEqual([
      'cognito-idp:ListUserPools *',
    ]);
    expect(
      permissions('lambda', { method: 'GET', path: '/2015-03-31/event-source-mappings?MaxItems=5' }),
    ).toEqual(['lambda:ListEventSourceMappings *']);
  });

  it('accepts the identity of the address or of its domain for an email', () => {
    const input = { FromEmailAddress: 'Seats <desk@seats.example>' };
    expect(permissions('ses', { path: '/v2/email/outbound-emails', input })).toEqual([
      'ses:SendEmail arn:aws:ses:us-east-1:000000000000:identity/desk@seats.example or ses:SendEmail arn:aws:ses:us-east-1:000000000000:identity/seats.example',
    ]);
  });

  it("requires nothing for calls with a user's own token", () => {
    expect(permissions('cognito-idp', { operation: 'InitiateAuth', input: { ClientId: 'x' } })).toEqual([]);
    expect(permissions('cognito-idp', { operation: 'AdminGetUser', input: { UserPoolId: 'p' } })).toEqual([
      'cognito-idp:AdminGetUser arn:aws:cognito-idp:us-east-1:000000000000:userpool/p',
    ]);
  });
});
