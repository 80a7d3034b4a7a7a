import { expect, it } from '@jest/globals';
import { findingLine } from '../../finding.ts';
import { checkPolicies } from '../check-policies.ts';

const findings = (resource: object, others: object = {}) =>
  checkPolicies({
    name: 'shop',
    folder: '/nowhere',
    stage: 'local',
    region: 'us-east-1',
    stackName: 'tradewind-shop-local',
    template: { Resources: { Subject: resource, ...others } } as never,
    artifacts: [],
  })
    .map(findingLine)
    .filter((line) => line.includes('grants access to everyone'));

const policy = (Type: string, statement: object, more: object = {}) => ({
  Type,
  Properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: '*', ...statement }] }, ...more },
});
const tableSharedWith = (Principal: unknown) => ({
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
  ['an excluded principal', policy('AWS::SQS::QueuePolicy', { NotPrincipal: { AWS: '1' } })],
  [
    'a condition on TLS alone',
    policy('AWS::SQS::QueuePolicy', { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': true } } }),
  ],
  ['a table', tableSharedWith({ AWS: '*' })],
  ['a function', permission({ Principal: '*' })],
  ['a URL', { Type: 'AWS::Lambda::Url', Properties: { AuthType: 'NONE' } }],
])('rejects unrestricted access: %s', (_, resource) => {
  expect(findings(resource)).toEqual([
    expect.stringMatching(/^error {2}shop\/Subject {2}The policy grants access to everyone/),
  ]);
});

it.each([
  ['names its principal', policy('AWS::SQS::QueuePolicy', { Principal: { Service: 'sns.amazonaws.com' } })],
  ['restricts the source', policy('AWS::SQS::QueuePolicy', { Principal: '*', Condition: sourceArn })],
  ['only denies', policy('AWS::S3::BucketPolicy', { Effect: 'Deny', Principal: '*' })],
  ['shares a table with one account', tableSharedWith({ AWS: '1' })],
  ['restricts the source account', permission({ Principal: '*', SourceAccount: '1' })],
  ['requires IAM signatures', { Type: 'AWS::Lambda::Url', Properties: { AuthType: 'AWS_IAM' } }],
])('accepts a policy that %s', (_, resource) => {
  expect(findings(resource)).toEqual([]);
});

it('accepts a public policy if it or its bucket gives a reason', () => {
  const open = policy('AWS::S3::BucketPolicy', { Principal: '*' }, { Bucket: { Ref: 'Shop' } });
  expect(findings({ ...open, Metadata: { publicBecause: 'product images' } })).toEqual([]);
  const bucket = { Type: 'AWS::S3::Bucket', Metadata: { publicBecause: 'product images' } };
  expect(findings(open, { Shop: bucket })).toEqual([]);
  expect(findings(open, { Shop: { Type: 'AWS::S3::Bucket' } })).toHaveLength(1);
});
