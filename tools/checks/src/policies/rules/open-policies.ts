import type { Resource, Template } from '../../../../workspace/src/templates/template.ts';
import { error, type Rule } from '../finding.ts';

/**
 * What narrows a policy down to somebody although it names everybody:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const narrowingKeys = new Set(
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
 * Queues, topics, tables, buckets and functions let nobody in whom their policy does not name. One that is meant for all
 * says so, or its bucket does: `Metadata: { publicBecause: … }`.
 */
export const openPolicies: Rule = ({ template }) =>
  Object.entries(template.Resources)
    .filter(([, resource]) => isOpen(resource) && !isMeant(resource, template))
    .map(([id]) => error('lets anybody in. Name who may, or say why in Metadata.publicBecause.', id));

function isOpen({ Type, Properties = {} }: Resource): boolean {
  switch (Type) {
    case 'AWS::SQS::QueuePolicy':
    case 'AWS::SQS::QueueInlinePolicy':
    case 'AWS::SNS::TopicPolicy':
    case 'AWS::SNS::TopicInlinePolicy':
    case 'AWS::S3::BucketPolicy':
      return letsAnybodyIn(Properties['PolicyDocument']);
    case 'AWS::DynamoDB::Table':
      return [Properties, (Properties['StreamSpecification'] ?? {}) as object].some((holder) =>
        letsAnybodyIn(
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

function letsAnybodyIn(document: unknown): boolean {
  const { Statement = [] } = (document ?? {}) as { Statement?: Statement | Statement[] };
  return [Statement].flat().some((statement) => statement.Effect === 'Allow' && isForAll(statement));
}

function isForAll({ Principal, NotPrincipal, Condition = {} }: Statement): boolean {
  const { AWS: accounts } = (Principal ?? {}) as { AWS?: unknown };
  const namesAll = NotPrincipal !== undefined || [Principal, accounts].flat().includes('*');
  const keys = Object.values(Condition).flatMap((values) => Object.keys(values));
  return namesAll && !keys.some((key) => narrowingKeys.has(key.toLowerCase()));
}

type Described = Resource & { readonly Metadata?: Readonly<Record<string, unknown>> };

function isMeant(resource: Described, { Resources }: Template): boolean {
  const { Ref: bucket = '' } = (resource.Properties?.['Bucket'] ?? {}) as { Ref?: string };
  return [resource, Resources[bucket] as Described | undefined].some(
    (described) => described?.Metadata?.['publicBecause'] !== undefined,
  );
}
