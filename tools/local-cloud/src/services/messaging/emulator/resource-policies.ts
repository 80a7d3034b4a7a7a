import { evaluate, type Statement } from '../../../../../workspace/src/iam/policy.ts';
import { matchesWildcard } from '../../../../../workspace/src/patterns/wildcard.ts';
import type { ResourceProvider } from '../../../contract/local-service.ts';
import { ACCOUNT_ID, PARTITION, arn } from '../../../../../workspace/src/aws/aws-constants.ts';

interface Call {
  /** `sns.amazonaws.com` */
  readonly service: string;
  readonly action: string;
  readonly resourceArn: string;
  /** The topic or bucket on whose behalf the service calls. */
  readonly sourceArn: string;
}

/** The resource-based policies of queues, topics and buckets. */
export interface ResourcePolicies {
  /** @param prefix of the resource types, such as `AWS::SQS` */
  getProviders(prefix: string): Readonly<Record<string, ResourceProvider>>;
  /**
   * Replaces the policies of one resource, as an API call does, until its template is deployed again.
   *
   * @param document JSON text; empty for no policy
   * @throws SyntaxError
   */
  replace(resourceArn: string, document: string): void;
  /** Increases with each policy change, so that earlier decisions can be revised. */
  version(): number;
  /** Whether the resource's policies allow the service to perform the action. */
  allows(call: Call): boolean;
  /** Whether the resource's policies allow anonymous callers to perform the action. */
  allowsAnonymous(resource: string, request: Pick<Call, 'action' | 'resourceArn'>): boolean;
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
      const resourceArns = [properties[targets] ?? []].flat().map((target) => toArn(String(target)));
      version += 1;
      for (const resourceArn of resourceArns) policies.delete(resourceArn);
      policies.set(ref, {
        resourceArns,
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
    getProviders: (prefix) =>
      Object.fromEntries(Object.entries(providers).filter(([type]) => type.startsWith(`${prefix}::`))),
    replace(resourceArn, document) {
      const { Statement } = JSON.parse(document || '{"Statement": []}') as PolicyDocument;
      version += 1;
      for (const [ref, policy] of policies) {
        const resourceArns = policy.resourceArns.filter((other) => other !== resourceArn);
        policies.set(ref, { ...policy, resourceArns });
      }
      policies.set(resourceArn, { resourceArns: [resourceArn], statements: [Statement].flat() });
    },
    version: () => version,
    allows({ service, action, resourceArn, sourceArn }) {
      const statements = [...policies.values()]
        .filter(({ resourceArns }) => resourceArns.includes(resourceArn))
        .flatMap((policy) => policy.statements.filter((statement) => matchesPrincipal(statement, service)));
      const context = {
        'aws:SourceArn': sourceArn,
        'aws:SourceAccount': sourceArn.split(':')[4] || ACCOUNT_ID,
      };
      return evaluate(statements, { action, resourceArn, context }).effect === 'allow';
    },
    allowsAnonymous(resource, request) {
      const statements = [...policies.values()]
        .filter(({ resourceArns }) => resourceArns.includes(resource))
        .flatMap((policy) => policy.statements.filter((statement) => matchesPrincipal(statement, ANONYMOUS)));
      // Local calls count as calls over TLS, which the policies of public buckets require.
      const context = { 'aws:SecureTransport': 'true' };
      return evaluate(statements, { ...request, context }).effect === 'allow';
    },
  };
}

/** The principal of an anonymous caller: only the pattern `*` matches it. */
const ANONYMOUS = '';

function matchesPrincipal({ Principal }: ResourceStatement, service: string): boolean {
  if (Principal === undefined || Principal === '*') return Principal === '*';
  const services = [Principal['Service'] ?? [], Principal['AWS'] === '*' ? '*' : []].flat();
  return services.some((pattern) => matchesWildcard(pattern, service));
}

/** Policies reference queues by URL, topics by ARN, and buckets by name. */
function toArn(target: string): string {
  if (target.startsWith('arn:')) return target;
  return target.includes('/')
    ? arn('sqs', target.split('/').at(-1) ?? '')
    : `arn:${PARTITION}:s3:::${target}`;
}
