import { variableTypes, type VariableType } from '#libs/config';
import { resourceNamedBy, type Template } from '../../../../workspace/src/templates/template.ts';

/** Resources whose Ref is an ARN or a URL. The Ref of any other is a name or an ID. */
const refKinds: Readonly<Record<string, VariableType>> = {
  'AWS::SNS::Topic': 'arn',
  'AWS::StepFunctions::StateMachine': 'arn',
  'AWS::ECS::TaskDefinition': 'arn',
  'AWS::Lambda::Version': 'arn',
  'AWS::Lambda::Alias': 'arn',
  'AWS::SSM::Parameter': 'parameter',
  'AWS::SQS::Queue': 'url',
};

/** Every name of a resource that is no name of a parameter has one of these forms, as have the texts of `{{resolve:…}}`. */
const nameKinds: readonly VariableType[] = ['text'];

/**
 * Whether a value of the template can be read as a kind: a text as the function will read it, an intrinsic function by
 * what CloudFormation says it returns. What only AWS knows, as `{{resolve:ssm:…}}`, passes.
 *
 * @param value  of an environment variable in the template
 */
export function fitsKind(value: unknown, kind: VariableType, { Resources: resources }: Template): boolean {
  if (typeof value === 'number' || typeof value === 'boolean')
    return fitsKind(String(value), kind, { Resources: resources });
  if (typeof value === 'string') return isResolvedLater(value) || variableTypes[kind](value) !== undefined;
  if (typeof value !== 'object' || value === null) return false;
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Sub': pattern } = value as Record<string, unknown>;
  if (typeof ref === 'string') {
    const returned = refKinds[resources[ref]?.Type ?? ''];
    return returned === undefined ? nameKinds.includes(kind) : kind === returned || kind === 'text';
  }
  if (attribute !== undefined) return fitsAttribute(String([attribute].flat().at(-1)), kind);
  if (typeof pattern === 'string')
    return variableTypes[kind](pattern.replaceAll(/\$\{[^}]*\}/g, '1')) !== undefined;
  return resourceNamedBy(value) === undefined;
}

const isResolvedLater = (value: string): boolean => value.includes('{{resolve:');

function fitsAttribute(attribute: string, kind: VariableType): boolean {
  const name = attribute.split('.').at(-1)!;
  if (name.endsWith('Arn')) return kind === 'arn' || kind === 'text';
  if (/(URL|Url|Uri|Endpoint)$/.test(name)) return kind === 'url' || kind === 'text';
  return nameKinds.includes(kind);
}
