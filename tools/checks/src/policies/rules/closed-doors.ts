import { resourcesOfType, type Resource } from '../../../../workspace/src/templates/template.ts';
import { error, type Rule } from '../finding.ts';

const blocks = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];

/** Buckets, queues and topics are encrypted, and a bucket cannot become public by accident. */
export const closedDoors: Rule = ({ template }) => [
  ...resourcesOfType(template, 'AWS::S3::Bucket').flatMap(([id, bucket]) => bucketFaults(id, bucket)),
  ...resourcesOfType(template, 'AWS::SQS::Queue').flatMap(([id, queue]) => queueFaults(id, queue)),
  ...resourcesOfType(template, 'AWS::SNS::Topic').flatMap(([id, topic]) => topicFaults(id, topic)),
];

/** A bucket that anybody may read says so: `Metadata: { publicBecause: … }`. */
function bucketFaults(id: string, { Properties = {}, Metadata }: Described) {
  const { BucketEncryption, PublicAccessBlockConfiguration: block = {} } = Properties as {
    BucketEncryption?: unknown;
    PublicAccessBlockConfiguration?: Record<string, unknown>;
  };
  const open = blocks.filter((name) => block[name] !== true);
  return [
    ...(BucketEncryption === undefined ? [error('is not encrypted. Give it BucketEncryption.', id)] : []),
    ...(open.length > 0 && Metadata?.['publicBecause'] === undefined
      ? [error(`may become public (${open.join(', ')}). Block it, or say why in Metadata.publicBecause.`, id)]
      : []),
  ];
}

const queueFaults = (id: string, { Properties = {} }: Described) =>
  Properties['SqsManagedSseEnabled'] === true || Properties['KmsMasterKeyId'] !== undefined
    ? []
    : [error('is not encrypted. Give it SqsManagedSseEnabled: true.', id)];

/** Alarms cannot publish to a topic that is encrypted with the account's own key: `Metadata: { plainBecause: … }`. */
const topicFaults = (id: string, { Properties = {}, Metadata }: Described) =>
  Properties['KmsMasterKeyId'] !== undefined || Metadata?.['plainBecause'] !== undefined
    ? []
    : [error('is not encrypted. Give it KmsMasterKeyId, or say why in Metadata.plainBecause.', id)];

type Described = Resource & { readonly Metadata?: Readonly<Record<string, unknown>> };
