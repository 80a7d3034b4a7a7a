import type { CallLine } from '../../../local-cloud/src/testing/access-record.ts';
import type { Stack } from '../../../workspace/src/templates/stack.ts';
import { resourcesOfType } from '../../../workspace/src/templates/template.ts';

type DeniedCall = Pick<CallLine, 'service' | 'action' | 'resource'>;

/**
 * Writes the statement that would allow a call, as in `iamRoleStatements` of serverless.yml: a resource of the own service
 * by `!GetAtt`, one of another service by the parameter that its owner publishes.
 */
export function missingStatement(
  { service, action, resource }: DeniedCall,
  stacks: readonly Stack[],
): string {
  return [
    '- Effect: Allow',
    `  Action: ${action}`,
    `  Resource: ${toReference(resource, service, stacks)}`,
  ].join('\n');
}

// An ARN whose name is `service.LogicalId`, and what follows it: `/index/byCustomer`, `/exports/*`.
const GENERATED = /^arn:.*[:/](?<owner>[a-z][a-z-]*)\.(?<logicalId>[A-Za-z0-9]+)(?<rest>.*)$/;

function toReference(resource: string, service: string, stacks: readonly Stack[]): string {
  const { owner, logicalId, rest = '' } = GENERATED.exec(resource)?.groups ?? {};
  if (owner === undefined || logicalId === undefined) return quote(resource);
  if (owner !== service) {
    const parameter = publishedParameter(owner, logicalId, stacks);
    return quote(
      parameter === undefined
        ? `# ${owner} publishes no parameter for ${logicalId}. Publish its ARN first.`
        : `{{resolve:ssm:${parameter}}}${rest.replaceAll('{id}', '*')}`,
    );
  }
  return rest === ''
    ? `!GetAtt ${logicalId}.Arn`
    : `!Sub '\${${logicalId}.Arn}${rest.replaceAll('{id}', '*')}'`;
}

const quote = (text: string): string => (text === '*' || /[{#:]/.test(text) ? `'${text}'` : text);

/** The name of the parameter that an owner publishes for the ARN of its resource. */
function publishedParameter(owner: string, logicalId: string, stacks: readonly Stack[]): string | undefined {
  const stack = stacks.find((candidate) => candidate.service === owner);
  if (stack === undefined) return undefined;
  for (const [, { Properties }] of resourcesOfType(stack.template, 'AWS::SSM::Parameter')) {
    const { Name, Value } = Properties as {
      Name?: unknown;
      Value?: { 'Fn::GetAtt'?: unknown; Ref?: unknown };
    };
    const attribute = Value?.['Fn::GetAtt'];
    const target = Array.isArray(attribute) ? attribute[0] : Value?.Ref;
    if (target === logicalId && typeof Name === 'string')
      return Name.replace(/^\/tradewind\/[^/]+\//, '/tradewind/${sls:stage}/');
  }
  return undefined;
}
