import type { Resource, Template } from '../packages/template.ts';
import { changedProperties, compareType, same } from './by-logical-id.ts';

/**
 * What holds something that cannot be made again, and the properties that CloudFormation can only change by making
 * another ("Update requires: Replacement"):
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/introduction.html
 */
const stores: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema', 'LocalSecondaryIndexes', 'ImportSourceSpecification'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::Cognito::UserPool': ['AliasAttributes', 'UsernameAttributes', 'UsernameConfiguration'],
  'AWS::KMS::Key': ['KeySpec', 'KeyUsage', 'MultiRegion'],
  'AWS::SecretsManager::Secret': ['Name'],
  'AWS::Kinesis::Stream': ['Name'],
  'AWS::EFS::FileSystem': ['Encrypted', 'KmsKeyId', 'PerformanceMode', 'AvailabilityZoneName'],
};

/** @returns one line for each store whose content nobody would reach any more */
export function dataLossOf(before: Template, after: Template): string[] {
  return Object.entries(stores).flatMap(([type, replacing]) => {
    const { removed, changed } = compareType(before, after, type);
    return [
      ...removed.map(([id, resource]) => removal(id, resource)),
      ...changed.flatMap(({ id, before: old, after: now }) => replacement({ id, type, old, now }, replacing)),
    ];
  });
}

const removal = (id: string, { Type, DeletionPolicy: policy }: Resource): string =>
  policy === 'Retain' || policy === 'RetainExceptOnCreate'
    ? `${id} (${Type}) leaves the stack: it is retained, but nothing uses what is in it any more`
    : `${id} (${Type}) is deleted with all that is in it`;

function replacement(
  { id, type, old, now }: { id: string; type: string; old: Resource; now: Resource },
  replacing: readonly string[],
): string[] {
  const causes = changedProperties(old, now).filter((name) => replacing.includes(name));
  if (type === 'AWS::DynamoDB::Table' && !same(keyTypes(old), keyTypes(now)))
    causes.push('the type of a key');
  if (causes.length === 0) return [];
  return [`${id} (${type}) is replaced by an empty one: ${[...new Set(causes)].join(', ')} changed`];
}

/** Attributes outside the table's own key belong to indexes, which DynamoDB builds anew from the table. */
function keyTypes({ Properties = {} }: Resource): Record<string, string> {
  const keys = (Properties['KeySchema'] ?? []) as { AttributeName: string }[];
  const attributes = (Properties['AttributeDefinitions'] ?? []) as {
    AttributeName: string;
    AttributeType: string;
  }[];
  const isKey = (name: string) => keys.some(({ AttributeName }) => AttributeName === name);
  return Object.fromEntries(
    attributes
      .filter(({ AttributeName }) => isKey(AttributeName))
      .map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]),
  );
}
