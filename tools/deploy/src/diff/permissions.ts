import type { Resource, Template } from '../packages/template.ts';
import { canonical } from '../packages/content-hash.ts';
import { compareType } from './by-logical-id.ts';

interface Statement {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: unknown;
}

/** @returns for each role that stays, what it may do that it might not before, and the other way round */
export function permissionChanges(before: Template, after: Template): string[] {
  return ['AWS::IAM::Role', 'AWS::IAM::Policy'].flatMap((type) =>
    compareType(before, after, type).changed.flatMap(({ id, before: old, after: now }) => {
      const [had, has] = [permissionsOf(old), permissionsOf(now)];
      const gained = [...has].filter((each) => !had.has(each));
      const lost = [...had].filter((each) => !has.has(each));
      return [
        ...gained.map((each) => `role widened: ${id} may now ${each}`),
        ...lost.map((each) => `role narrowed: ${id} may no more ${each}`),
      ];
    }),
  );
}

/** A denial that goes widens, so it counts as a permission of the opposite. */
function permissionsOf({ Properties = {} }: Resource): Set<string> {
  const policies = (Properties['Policies'] ?? [Properties]) as {
    PolicyDocument?: { Statement?: Statement[] };
  }[];
  const statements = policies.flatMap(({ PolicyDocument }) => PolicyDocument?.Statement ?? []);
  const managed = ((Properties['ManagedPolicyArns'] ?? []) as unknown[]).map(
    (arn) => `use policy ${inShort(arn)}`,
  );
  const trusted = (
    (Properties['AssumeRolePolicyDocument'] as { Statement?: object[] } | undefined)?.Statement ?? []
  ).map((statement) => `be assumed by ${inShort((statement as { Principal?: unknown }).Principal)}`);
  return new Set([...statements.flatMap(inWords), ...managed, ...trusted]);
}

function inWords({ Effect, Action = [], Resource: resource = '*', Condition }: Statement): string[] {
  const actions = typeof Action === 'string' ? [Action] : Action;
  const resources = Array.isArray(resource) ? resource : [resource];
  const when = Condition === undefined ? '' : ` when ${inShort(Condition)}`;
  return actions.flatMap((action) =>
    resources.map((each) => `${Effect === 'Deny' ? 'not ' : ''}${action} on ${inShort(each)}${when}`),
  );
}

/** `!GetAtt StockTable.Arn` reads better than its JSON. */
function inShort(value: unknown): string {
  if (typeof value === 'string') return value;
  const { 'Fn::GetAtt': attribute, Ref: ref, 'Fn::Sub': sub } = (value ?? {}) as Record<string, unknown>;
  if (Array.isArray(attribute)) return attribute.join('.');
  if (typeof ref === 'string') return ref;
  return typeof sub === 'string' ? sub : canonical(value);
}
