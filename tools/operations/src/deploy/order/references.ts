import {
  resourcesOfType,
  stringsIn,
  usesOf,
  type Template,
} from '../../../../workspace/src/templates/template.ts';

/** How one service leans on another. */
export type ReferenceKind = 'reads' | 'subscribes' | 'calls' | 'imports';

/** Something of another service that a template uses. */
export interface Reference {
  readonly kind: ReferenceKind;
  /** A parameter's name with `{stage}` for the stage, or an export's. */
  readonly name: string;
  /** Logical id of the resource that uses it. */
  readonly by: string;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html */
const dynamicReference = /\{\{resolve:ssm(?:-secure)?:([^:}]+)(?::\d+)?\}\}/g;

/** Names of parameters in which the stage is left open, so that packages of several stages compare. */
export const withoutStage = (name: string, stage: string): string =>
  name.startsWith(`/tradewind/${stage}/`)
    ? `/tradewind/{stage}/${name.slice(`/tradewind/${stage}/`.length)}`
    : name;

/** @returns `inventory` for `/tradewind/{stage}/inventory/topic-arn`; nothing for a parameter that is not ours */
export const ownerOf = (parameter: string): string | undefined =>
  /^\/tradewind\/\{stage\}\/([^/]+)\//.exec(parameter)?.[1];

/**
 * @returns what the template takes from elsewhere, once for each resource that does. Parameters beyond
 *   `/tradewind/{stage}/` belong to other systems and are left out.
 */
export function referencesOf(template: Template, stage: string): Reference[] {
  const references = Object.entries(template.Resources).flatMap(([by, resource]) =>
    [...new Set(parametersIn(resource))].map((parameter) => ({
      kind: kindOf(resource.Type, parameter),
      name: withoutStage(parameter, stage),
      by,
    })),
  );
  return [...references.filter(({ name }) => ownerOf(name)), ...importsOf(template)];
}

/** @returns names of all parameters that the text of a template resolves, as written */
export function parametersIn(value: unknown): string[] {
  return stringsIn(value).flatMap((text) => [...text.matchAll(dynamicReference)].map(([, name]) => name!));
}

/** The use of a parameter shows what it refers to. */
function kindOf(resourceType: string, parameter: string): ReferenceKind {
  if (resourceType === 'AWS::SNS::Subscription' && parameter.endsWith('topic-arn')) return 'subscribes';
  if (resourceType === 'AWS::StepFunctions::StateMachine' && parameter.endsWith('-arn')) return 'calls';
  return 'reads';
}

const importsOf = (template: Template): Reference[] =>
  Object.entries({ ...template.Resources, ...template.Outputs }).flatMap(([by, part]) =>
    usesOf('Fn::ImportValue', part).map((name) => ({ kind: 'imports' as const, name: textOf(name), by })),
  );

/** @returns names of the parameters that the template publishes, with `{stage}`, and the logical id of each */
export function publishedBy(template: Template, stage: string): Map<string, string> {
  const published = resourcesOfType(template, 'AWS::SSM::Parameter').map(
    ([logicalId, { Properties }]) => [withoutStage(textOf(Properties?.['Name']), stage), logicalId] as const,
  );
  return new Map(published);
}

/** @returns names of the template's exports */
export const exportsOf = (template: Template): string[] =>
  Object.values(template.Outputs ?? {}).flatMap(({ Export }) => (Export ? [textOf(Export.Name)] : []));

/** A name that CloudFormation puts together compares by how it is written. */
const textOf = (value: unknown): string => {
  const sub = (value as { 'Fn::Sub'?: unknown } | undefined)?.['Fn::Sub'];
  if (typeof value === 'string') return value;
  return typeof sub === 'string' ? sub : JSON.stringify(value);
};
