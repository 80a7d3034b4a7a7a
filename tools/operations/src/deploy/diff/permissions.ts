import type { Resource, Template } from '../../../../workspace/src/templates/template.ts';
import { resourceNamedBy } from '../../../../workspace/src/templates/template.ts';
import { changedParts } from './changed-parts.ts';
import { inShort, rightsIn, type Right } from './statements.ts';

/** The reported resource types, and the properties that contain their permissions. */
const rightsHolders: Readonly<Record<string, readonly string[]>> = {
  'AWS::IAM::Role': ['AssumeRolePolicyDocument', 'ManagedPolicyArns', 'Policies'],
  'AWS::IAM::User': ['ManagedPolicyArns', 'Policies'],
  'AWS::IAM::Group': ['ManagedPolicyArns', 'Policies'],
  'AWS::IAM::Policy': ['PolicyDocument', 'Groups', 'Roles', 'Users'],
  'AWS::IAM::ManagedPolicy': ['PolicyDocument', 'Groups', 'Roles', 'Users'],
  'AWS::IAM::RolePolicy': ['PolicyDocument', 'RoleName'],
  'AWS::S3::BucketPolicy': ['PolicyDocument'],
  'AWS::SQS::QueuePolicy': ['PolicyDocument'],
  'AWS::SNS::TopicPolicy': ['PolicyDocument'],
  'AWS::Lambda::Permission': ['Action', 'FunctionName', 'Principal', 'SourceAccount', 'SourceArn'],
};

export const typesWithRights: readonly string[] = Object.keys(rightsHolders);

/** A permission of a principal on a resource. */
interface Held extends Right {
  readonly holder: string;
}

/** @returns the added and removed permissions, across all resources */
export function permissionChanges(before: Template, after: Template): string[] {
  const [had, has] = [rightsOf(before), rightsOf(after)];
  const gained = [...has].filter(([key]) => !had.has(key)).map(([, right]) => right);
  const lost = [...had].filter(([key]) => !has.has(key)).map(([, right]) => right);
  const isGone = ({ holder }: Held) => holder in before.Resources && !(holder in after.Resources);
  const gone = new Set(lost.filter(isGone).map(({ holder }) => holder));
  return [
    ...gained.map(({ holder, words, isDenied }) =>
      isDenied
        ? `rights narrowed: ${holder} is now denied ${words}`
        : `rights widened: ${holder} may now ${words}`,
    ),
    ...[...gone]
      .filter((holder) => before.Resources[holder]!.Type in rightsHolders)
      .map((holder) => `rights gone: ${holder}, with all that it allowed and denied`),
    ...lost
      .filter((right) => !isGone(right))
      .map(({ holder, words, isDenied }) =>
        isDenied
          ? `rights widened: ${holder} is no more denied ${words}`
          : `rights narrowed: ${holder} may no more ${words}`,
      ),
    ...otherwiseChanged(before, after),
  ];
}

function rightsOf({ Resources }: Template): Map<string, Held> {
  const held = Object.entries(Resources)
    .filter(([, { Type }]) => Type in rightsHolders)
    .flatMap(([id, resource]) =>
      holdersOf(id, resource).flatMap((holder) => statedBy(resource).map((right) => ({ holder, ...right }))),
    );
  return new Map(held.map((each) => [`${each.holder} ${String(each.isDenied)} ${each.words}`, each]));
}

/** A policy grants its permissions to the roles it is attached to; an unattached policy is its own principal. */
function holdersOf(id: string, { Type, Properties = {} }: Resource): string[] {
  if (Type === 'AWS::Lambda::Permission') return [nameOf(Properties['FunctionName'])];
  const attached = ['Roles', 'Users', 'Groups', 'RoleName']
    .flatMap((property) => Properties[property] ?? [])
    .map(nameOf);
  return attached.length > 0 ? attached : [id];
}

const nameOf = (value: unknown): string => resourceNamedBy(value) ?? inShort(value);

function statedBy({ Type, Properties = {} }: Resource): Right[] {
  if (Type === 'AWS::Lambda::Permission') return [invocation(Properties)];
  const inline = (Properties['Policies'] ?? []) as { PolicyDocument?: unknown }[];
  const managed = (Properties['ManagedPolicyArns'] ?? []) as unknown[];
  return [
    ...rightsIn(Properties['PolicyDocument']),
    ...inline.flatMap(({ PolicyDocument }) => rightsIn(PolicyDocument)),
    ...managed.map((arn) => ({ words: `use policy ${inShort(arn)}`, isDenied: false })),
    ...rightsIn(Properties['AssumeRolePolicyDocument']).map(({ words, isDenied }) => ({
      words: `be assumed: ${words}`,
      isDenied,
    })),
  ];
}

function invocation({
  Action,
  Principal,
  FunctionName: _reported,
  ...conditions
}: Record<string, unknown>): Right {
  const when = Object.entries(conditions).map(([name, value]) => `${name} is ${inShort(value)}`);
  return {
    words: `be called by ${inShort(Principal)} (${inShort(Action)})${when.length > 0 ? ` when ${when.join(' and ')}` : ''}`,
    isDenied: false,
  };
}

/** Such as a permissions boundary that goes. */
const otherwiseChanged = (before: Template, after: Template): string[] =>
  Object.entries(after.Resources).flatMap(([id, resource]) => {
    const published = rightsHolders[resource.Type];
    const old = before.Resources[id];
    if (!published || old?.Type !== resource.Type || resource.Type === 'AWS::Lambda::Permission') return [];
    const parts = changedParts(old, resource, published);
    return parts ? [`changed: ${id} (${resource.Type}: ${parts})`] : [];
  });
