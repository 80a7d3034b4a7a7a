import { type Statement, many } from '../../../workspace/src/iam/policy.ts';
import type { Stack } from '../../../workspace/src/templates/stack.ts';
import type { Resource } from '../../../workspace/src/templates/template.ts';
import type { Resolve } from './resolve-stacks.ts';
import { findRoleUsers, type RoleUser } from './role-users.ts';

/** One action on one resource that a policy statement allows. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
  readonly condition: Statement['Condition'];
}

/** The reason why no test uses a grant, from the template's metadata. */
export interface NeverCalled {
  readonly action: string | readonly string[];
  /** All resources of the action if omitted. */
  readonly resource?: string | readonly string[];
  readonly because: string;
  /** A run at that time of the day calls it, which is no contradiction. */
  readonly dependsOnTime?: boolean;
}

export interface PackagedRole {
  readonly service: string;
  readonly logicalId: string;
  /** The key of the function that uses it, or the logical id. */
  readonly label: string;
  readonly users: readonly RoleUser[];
  readonly statements: readonly Statement[];
  readonly managedPolicyArns: readonly string[];
  readonly neverCalled: readonly NeverCalled[];
}

/** @returns all roles of a packaged service, with the statements of their inline and attached policies */
export function packagedRoles(stack: Stack, resolve: Resolve): PackagedRole[] {
  const resources = Object.entries(stack.template.Resources);
  const attached = resources
    .filter(([, { Type }]) => Type === 'AWS::IAM::Policy' || Type === 'AWS::IAM::ManagedPolicy')
    .map(([, { Properties }]) => Properties as unknown as AttachedPolicy);
  return resources
    .filter(([, { Type }]) => Type === 'AWS::IAM::Role')
    .map(([logicalId, role]) => {
      const policies = [
        ...((role.Properties?.['Policies'] ?? []) as readonly Policy[]),
        ...attached.filter((policy) => includesRole(policy.Roles, logicalId)),
      ];
      const users = findRoleUsers(stack, logicalId, resolve);
      const resolved = <T>(value: unknown) => resolve(stack, value) as T;
      return {
        service: stack.service,
        logicalId,
        label: users.find(({ functionKey }) => functionKey !== undefined)?.functionKey ?? logicalId,
        users,
        statements: policies.flatMap(({ PolicyDocument }) =>
          toStatements(resolved<Statement | Statement[]>(PolicyDocument.Statement)),
        ),
        managedPolicyArns: resolved<string[]>(role.Properties?.['ManagedPolicyArns'] ?? []),
        neverCalled: resolved<NeverCalled[]>(neverCalledMetadata(role)),
      };
    });
}

interface Policy {
  readonly PolicyDocument: { readonly Statement: unknown };
}

interface AttachedPolicy extends Policy {
  readonly Roles?: readonly { readonly Ref?: string }[];
}

const neverCalledMetadata = ({ Metadata }: Resource) => Metadata?.['neverCalled'] ?? [];

const toStatements = (statement: Statement | readonly Statement[]): readonly Statement[] =>
  Array.isArray(statement) ? statement : [statement as Statement];

const includesRole = (roles: AttachedPolicy['Roles'], logicalId: string): boolean =>
  roles?.some(({ Ref }) => Ref === logicalId) ?? false;

/** @returns each action of each statement on each of its resources */
export const toGrants = ({ statements }: Pick<PackagedRole, 'statements'>): Grant[] =>
  statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource, Condition }) =>
      many(Action).flatMap((action) =>
        many(Resource).map((resource) => ({ action, resource, condition: Condition })),
      ),
    );
