import { evaluate, type Statement } from '../../../../../workspace/src/iam/policy.ts';
import { matchesWildcard } from '../../../../../workspace/src/iam/wildcard.ts';
import type { ResourceProvider } from '../../../contract/local-service.ts';
import { ACCOUNT_ID, PARTITION, arn } from '../../../../../workspace/src/aws/aws-constants.ts';

interface Call {
  /** `sns.amazonaws.com` */
  readonly service: string;
  readonly action: string;
  readonly resourceArn: string;
  /** What acts through the service: the topic or bucket. */
  readonly sourceArn: string;
}

/** What queues, topics and buckets let other services do with them. */
export interface ResourcePolicies {
  /** @param prefix such as `AWS::SQS`. */
  providersOf(prefix: string): Readonly<Record<string, ResourceProvider>>;
  /** Counts the policies that came: what was decided by an older version may no longer hold. */
  version(): number;
  /** Whether a policy of the resource lets the service do this, as AWS asks before it delivers. */
  allows(call: Call): boolean;
  /** Whether a policy of the resource lets those do this who tell nothing of themselves. */
  allowsAnybody(resource: string, need: Pick<Call, 'action' | 'resourceArn'>): boolean;
}

interface ResourceStatement extends Statement {
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
}

interface Policy {
  readonly resourceArns: readonly string[];
  readonly statements: readonly ResourceStatement[];
}

interface PolicyDocument {
  readonly Statement: ResourceStatement | readonly ResourceStatement[];
}

/** `AWS::SQS::QueuePolicy`, `AWS::SNS::TopicPolicy` and `AWS::S3::BucketPolicy`. */
export function createResourcePolicies(): ResourcePolicies {
  let version = 0;
  const policies = new Map<string, Policy>();

  const provider = (targets: string): ResourceProvider => ({
    honors: ['PolicyDocument', targets],
    async remove(_resource, { ref }) {
      version += 1;
      policies.delete(ref);
    },
    async deploy({ logicalId, stackName, properties }) {
      const ref = `${stackName}-${logicalId}`;
      const document = properties['PolicyDocument'] as PolicyDocument | undefined;
      version += 1;
      policies.set(ref, {
        resourceArns: [properties[targets] ?? []].flat().map((target) => arnOf(String(target))),
        statements: [document?.Statement ?? []].flat(),
      });
      return { ref, attributes: { Id: ref } };
    },
  });

  const providers: Readonly<Record<string, ResourceProvider>> = {
    'AWS::SQS::QueuePolicy': provider('Queues'),
    'AWS::SQS::QueueInlinePolicy': provider('Queue'),
    'AWS::SNS::TopicPolicy': provider('Topics'),
    'AWS::SNS::TopicInlinePolicy': provider('TopicArn'),
    'AWS::S3::BucketPolicy': provider('Bucket'),
  };

  return {
    providersOf: (prefix) =>
      Object.fromEntries(Object.entries(providers).filter(([type]) => type.startsWith(`${prefix}::`))),
    version: () => version,
    allows({ service, action, resourceArn, sourceArn }) {
      const concerning = [...policies.values()]
        .filter(({ resourceArns }) => resourceArns.includes(resourceArn))
        .flatMap(({ statements }) => statements.filter((statement) => isFor(statement, service)));
      const context = {
        'aws:SourceArn': sourceArn,
        'aws:SourceAccount': sourceArn.split(':')[4] || ACCOUNT_ID,
      };
      return evaluate(concerning, { action, resourceArn, context }).effect === 'allow';
    },
    allowsAnybody(resource, need) {
      const concerning = [...policies.values()]
        .filter(({ resourceArns }) => resourceArns.includes(resource))
        .flatMap(({ statements }) => statements.filter((statement) => isFor(statement, ANYBODY)));
      // Local calls stand for calls over TLS, which is what the policies of public buckets ask for.
      const context = { 'aws:SecureTransport': 'true' };
      return evaluate(concerning, { ...need, context }).effect === 'allow';
    },
  };
}

/** Nobody in particular: no pattern but `*` fits. */
const ANYBODY = '';

function isFor({ Principal }: ResourceStatement, service: string): boolean {
  if (Principal === undefined || Principal === '*') return Principal === '*';
  const services = [Principal['Service'] ?? [], Principal['AWS'] === '*' ? '*' : []].flat();
  return services.some((pattern) => matchesWildcard(pattern, service));
}

/** A policy names its queues by URL, its topics by ARN, and its bucket by name. */
function arnOf(target: string): string {
  if (target.startsWith('arn:')) return target;
  return target.includes('/')
    ? arn('sqs', target.split('/').at(-1) ?? '')
    : `arn:${PARTITION}:s3:::${target}`;
}
