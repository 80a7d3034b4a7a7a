import type { Resource, Template } from '../../../../workspace/src/templates/template.ts';
import { error } from '../../finding.ts';
import type { Rule } from '../rule.ts';

/**
 * Condition keys that restrict a policy although its principal is `*`:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const restrictingKeys = new Set(
  [
    'aws:PrincipalAccount',
    'aws:PrincipalArn',
    'aws:PrincipalOrgID',
    'aws:SourceAccount',
    'aws:SourceArn',
    'aws:SourceOrgID',
    'aws:SourceVpc',
    'aws:SourceVpce',
  ].map((key) => key.toLowerCase()),
);

/**
 * Resource policies do not grant access to everyone. An intended exception states its reason on the policy or its
 * bucket: `Metadata: { publicBecause: … }`.
 */
export const unrestrictedAccess: Rule = ({ template }) =>
  Object.entries(template.Resources)
    .filter(([, resource]) => isUnrestricted(resource) && !isIntended(resource, template))
    .map(([id]) =>
      error(
        'The policy grants access to everyone. Name the principals, or give the reason in Metadata.publicBecause.',
        id,
      ),
    );

function isUnrestricted({ Type, Properties = {} }: Resource): boolean {
  switch (Type) {
    case 'AWS::SQS::QueuePolicy':
    case 'AWS::SQS::QueueInlinePolicy':
    case 'AWS::SNS::TopicPolicy':
    case 'AWS::SNS::TopicInlinePolicy':
    case 'AWS::S3::BucketPolicy':
      return grantsEveryone(Properties['PolicyDocument']);
    case 'AWS::DynamoDB::Table':
      return [Properties, (Properties['StreamSpecification'] ?? {}) as object].some((holder) =>
        grantsEveryone(
          (holder as { ResourcePolicy?: { PolicyDocument?: unknown } }).ResourcePolicy?.PolicyDocument,
        ),
      );
    case 'AWS::Lambda::Permission':
      return (
        Properties['Principal'] === '*' &&
        !['SourceArn', 'SourceAccount', 'PrincipalOrgID'].some((name) => name in Properties)
      );
    case 'AWS::Lambda::Url':
      return Properties['AuthType'] === 'NONE';
    default:
      return false;
  }
}

interface Statement {
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Condition?: Readonly<Record<string, object>>;
}

function grantsEveryone(document: unknown): boolean {
  const { Statement = [] } = (document ?? {}) as { Statement?: Statement | Statement[] };
  return [Statement].flat().some((statement) => statement.Effect === 'Allow' && hasAnyPrincipal(statement));
}

function hasAnyPrincipal({ Principal, NotPrincipal, Condition = {} }: Statement): boolean {
  const { AWS: accounts } = (Principal ?? {}) as { AWS?: unknown };
  const isWildcard = NotPrincipal !== undefined || [Principal, accounts].flat().includes('*');
  const keys = Object.values(Condition).flatMap((values) => Object.keys(values));
  return isWildcard && !keys.some((key) => restrictingKeys.has(key.toLowerCase()));
}

type ResourceWithMetadata = Resource & { readonly Metadata?: Readonly<Record<string, unknown>> };

function isIntended(resource: ResourceWithMetadata, { Resources }: Template): boolean {
  const { Ref: bucket = '' } = (resource.Properties?.['Bucket'] ?? {}) as { Ref?: string };
  return [resource, Resources[bucket] as ResourceWithMetadata | undefined].some(
    (candidate) => candidate?.Metadata?.['publicBecause'] !== undefined,
  );
}
