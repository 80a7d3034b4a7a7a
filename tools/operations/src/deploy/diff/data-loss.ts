import type { Resource, Template } from '../../../../workspace/src/templates/template.ts';
import { changedProperties, compareType, same } from './by-logical-id.ts';

/**
 * What holds something that cannot be made again, and the properties that CloudFormation can only change by making
 * another ("Update requires: Replacement"):
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/introduction.html
 */
const stores: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema', 'LocalSecondaryIndexes', 'ImportSourceSpecification'],
  'AWS::DynamoDB::GlobalTable': ['TableName', 'KeySchema', 'LocalSecondaryIndexes'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::Cognito::UserPool': ['AliasAttributes', 'UsernameAttributes', 'UsernameConfiguration'],
  'AWS::KMS::Key': ['KeySpec', 'KeyUsage', 'MultiRegion'],
  'AWS::SecretsManager::Secret': ['Name'],
  'AWS::Kinesis::Stream': ['Name'],
  'AWS::EFS::FileSystem': ['Encrypted', 'KmsKeyId', 'PerformanceMode', 'AvailabilityZoneName'],
  'AWS::RDS::DBInstance': [
    'DBInstanceIdentifier',
    'DBName',
    'MasterUsername',
    'StorageEncrypted',
    'KmsKeyId',
  ],
  'AWS::RDS::DBCluster': [
    'DBClusterIdentifier',
    'DatabaseName',
    'MasterUsername',
    'StorageEncrypted',
    'KmsKeyId',
  ],
};

const keeping = ['Retain', 'RetainExceptOnCreate', 'Snapshot'];
/** Versions and account settings are retained, too, but hold no data. */
const holdsNothing = /^AWS::(Lambda|IAM|ApiGateway)::/;

/** @returns one line per data store whose content would be lost or unreachable */
export const dataLossOf = (before: Template, after: Template): string[] => [
  ...Object.entries(before.Resources)
    .filter(([id, resource]) => isStore(resource) && after.Resources[id]?.Type !== resource.Type)
    .map(([id, resource]) => removal(id, resource)),
  ...Object.entries(stores).flatMap(([type, replacing]) =>
    compareType(before, after, type).changed.flatMap(({ id, before: old, after: now }) =>
      replacement({ id, type, old, now }, replacing),
    ),
  ),
];

/** Types outside the list whose template retains their content. */
const isStore = ({ Type, DeletionPolicy: policy = 'Delete' }: Resource): boolean =>
  Type in stores || (keeping.includes(policy) && !holdsNothing.test(Type));

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html */
const removal = (id: string, { Type, DeletionPolicy: policy }: Resource): string =>
  policy === undefined || !keeping.includes(policy)
    ? `${id} (${Type}) is deleted with all that is in it`
    : policy === 'Snapshot'
      ? `${id} (${Type}) is deleted, and only a snapshot stays`
      : `${id} (${Type}) leaves the stack: it is retained, but nothing uses what is in it any more`;

function replacement(
  { id, type, old, now }: { id: string; type: string; old: Resource; now: Resource },
  replacing: readonly string[],
): string[] {
  const causes = changedProperties(old, now).filter((name) => replacing.includes(name));
  if (type.startsWith('AWS::DynamoDB::') && !same(keyTypes(old), keyTypes(now)))
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
