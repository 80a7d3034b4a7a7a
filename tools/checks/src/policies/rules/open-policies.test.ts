import { expect, it } from '@jest/globals';
import { checkBudgets, findingLine } from '../check-budgets.ts';

const findings = (resource: object, others: object = {}) =>
  checkBudgets({
    name: 'shop',
    folder: '/nowhere',
    stage: 'local',
    region: 'us-east-1',
    stackName: 'tradewind-shop-local',
    template: { Resources: { Door: resource, ...others } } as never,
    artifacts: [],
  })
    .map(findingLine)
    .filter((line) => line.includes('lets anybody in'));

const policy = (Type: string, statement: object, more: object = {}) => ({
  Type,
  Properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: '*', ...statement }] }, ...more },
});
const tableOpenTo = (Principal: unknown) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    ResourcePolicy: { PolicyDocument: { Statement: { Effect: 'Allow', Principal, Action: 'dynamodb:*' } } },
  },
});
const permission = (properties: object) => ({ Type: 'AWS::Lambda::Permission', Properties: properties });
const sourceArn = { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:us-east-1:1:t' } };

it.each([
  ['a queue', policy('AWS::SQS::QueuePolicy', { Principal: '*' })],
  ['a topic', policy('AWS::SNS::TopicPolicy', { Principal: { AWS: ['1', '*'] } })],
  ['a bucket', policy('AWS::S3::BucketPolicy', { Principal: '*' })],
  ['all but one', policy('AWS::SQS::QueuePolicy', { NotPrincipal: { AWS: '1' } })],
  [
    'whoever uses TLS',
    policy('AWS::SQS::QueuePolicy', { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': true } } }),
  ],
  ['a table', tableOpenTo({ AWS: '*' })],
  ['a function', permission({ Principal: '*' })],
  ['a URL', { Type: 'AWS::Lambda::Url', Properties: { AuthType: 'NONE' } }],
])('%s that is open to all is refused', (_, resource) => {
  expect(findings(resource)).toEqual([expect.stringMatching(/^error {2}shop\/Door {2}lets anybody in/)]);
});

it.each([
  ['names who may', policy('AWS::SQS::QueuePolicy', { Principal: { Service: 'sns.amazonaws.com' } })],
  ['is narrowed down', policy('AWS::SQS::QueuePolicy', { Principal: '*', Condition: sourceArn })],
  ['only denies', policy('AWS::S3::BucketPolicy', { Effect: 'Deny', Principal: '*' })],
  ['is a table’s, for one account', tableOpenTo({ AWS: '1' })],
  ['is narrowed to an account', permission({ Principal: '*', SourceAccount: '1' })],
  ['is signed for', { Type: 'AWS::Lambda::Url', Properties: { AuthType: 'AWS_IAM' } }],
])('one that %s is not', (_, resource) => {
  expect(findings(resource)).toEqual([]);
});

it('one that is meant for all says so, or its bucket does', () => {
  const open = policy('AWS::S3::BucketPolicy', { Principal: '*' }, { Bucket: { Ref: 'Shop' } });
  expect(findings({ ...open, Metadata: { publicBecause: 'a shop window' } })).toEqual([]);
  const bucket = { Type: 'AWS::S3::Bucket', Metadata: { publicBecause: 'a shop window' } };
  expect(findings(open, { Shop: bucket })).toEqual([]);
  expect(findings(open, { Shop: { Type: 'AWS::S3::Bucket' } })).toHaveLength(1);
});
