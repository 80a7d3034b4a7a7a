import { resourcesOfType, type Resource } from '../../../../workspace/src/templates/template.ts';
import { error } from '../../finding.ts';
import type { Rule } from '../rule.ts';

const publicAccessBlocks = [
  'BlockPublicAcls',
  'IgnorePublicAcls',
  'BlockPublicPolicy',
  'RestrictPublicBuckets',
];

/** Buckets, queues and topics are encrypted, and buckets block public access. */
export const encryptionAndPublicAccess: Rule = ({ template }) => [
  ...resourcesOfType(template, 'AWS::S3::Bucket').flatMap(([id, bucket]) => bucketViolations(id, bucket)),
  ...resourcesOfType(template, 'AWS::SQS::Queue').flatMap(([id, queue]) => queueViolations(id, queue)),
  ...resourcesOfType(template, 'AWS::SNS::Topic').flatMap(([id, topic]) => topicViolations(id, topic)),
];

/** A public bucket states its reason: `Metadata: { publicBecause: … }`. */
function bucketViolations(id: string, { Properties = {}, Metadata }: ResourceWithMetadata) {
  const { BucketEncryption, PublicAccessBlockConfiguration: block = {} } = Properties as {
    BucketEncryption?: unknown;
    PublicAccessBlockConfiguration?: Record<string, unknown>;
  };
  const missing = publicAccessBlocks.filter((name) => block[name] !== true);
  return [
    ...(BucketEncryption === undefined
      ? [error('The bucket is not encrypted. Set BucketEncryption.', id)]
      : []),
    ...(missing.length > 0 && Metadata?.['publicBecause'] === undefined
      ? [
          error(
            `The bucket does not block public access (${missing.join(', ')}). Block it, or give the reason in Metadata.publicBecause.`,
            id,
          ),
        ]
      : []),
  ];
}

const queueViolations = (id: string, { Properties = {} }: ResourceWithMetadata) =>
  Properties['SqsManagedSseEnabled'] === true || Properties['KmsMasterKeyId'] !== undefined
    ? []
    : [error('The queue is not encrypted. Set SqsManagedSseEnabled: true.', id)];

/** CloudWatch alarms cannot publish to a topic encrypted with an AWS managed key: `Metadata: { plainBecause: … }`. */
const topicViolations = (id: string, { Properties = {}, Metadata }: ResourceWithMetadata) =>
  Properties['KmsMasterKeyId'] !== undefined || Metadata?.['plainBecause'] !== undefined
    ? []
    : [
        error(
          'The topic is not encrypted. Set KmsMasterKeyId, or give the reason in Metadata.plainBecause.',
          id,
        ),
      ];

type ResourceWithMetadata = Resource & { readonly Metadata?: Readonly<Record<string, unknown>> };
