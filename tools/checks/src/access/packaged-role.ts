import { type Statement, many } from '../../../workspace/src/iam/policy.ts';
import type { Stack, TemplateResource } from '../../../workspace/src/templates/stack.ts';
import type { Resolve } from './resolve-stacks.ts';
import { usersOf, type RoleUser } from './role-users.ts';

/** One action on one resource that a statement allows. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
  readonly condition: Statement['Condition'];
}

/** Why nothing in the tests uses a grant, as a template says it. */
export interface NeverCalled {
  readonly action: string | readonly string[];
  /** All that the action is granted on, where left out. */
  readonly resource?: string | readonly string[];
  readonly because: string;
}

export interface PackagedRole {
  readonly service: string;
  readonly logicalId: string;
  /** The key of its function, or the logical id. */
  readonly label: string;
  readonly users: readonly RoleUser[];
  readonly statements: readonly Statement[];
  readonly managedPolicyArns: readonly string[];
  readonly neverCalled: readonly NeverCalled[];
}

/** All roles of a packaged service, with what their own policies and those attached to them allow. */
export function packagedRoles(stack: Stack, resolve: Resolve): PackagedRole[] {
  const resources = Object.entries(stack.template.Resources ?? {});
  const attached = resources
    .filter(([, { Type }]) => Type === 'AWS::IAM::Policy' || Type === 'AWS::IAM::ManagedPolicy')
    .map(([, { Properties }]) => Properties as unknown as AttachedPolicy);
  return resources
    .filter(([, { Type }]) => Type === 'AWS::IAM::Role')
    .map(([logicalId, role]) => {
      const policies = [
        ...((role.Properties?.['Policies'] ?? []) as readonly Policy[]),
        ...attached.filter((policy) => names(policy.Roles, logicalId)),
      ];
      const users = usersOf(stack, logicalId, resolve);
      const resolved = <T>(value: unknown) => resolve(stack, value) as T;
      return {
        service: stack.service,
        logicalId,
        label: users.find(({ functionKey }) => functionKey !== undefined)?.functionKey ?? logicalId,
        users,
        statements: policies.flatMap(({ PolicyDocument }) =>
          statementsIn(resolved<Statement | Statement[]>(PolicyDocument.Statement)),
        ),
        managedPolicyArns: resolved<string[]>(role.Properties?.['ManagedPolicyArns'] ?? []),
        neverCalled: resolved<NeverCalled[]>(annotations(role)),
      };
    });
}

interface Policy {
  readonly PolicyDocument: { readonly Statement: unknown };
}

interface AttachedPolicy extends Policy {
  readonly Roles?: readonly { readonly Ref?: string }[];
}

const annotations = ({ Metadata }: TemplateResource) => Metadata?.['neverCalled'] ?? [];

const statementsIn = (statement: Statement | readonly Statement[]): readonly Statement[] =>
  Array.isArray(statement) ? statement : [statement as Statement];

const names = (roles: AttachedPolicy['Roles'], logicalId: string): boolean =>
  roles?.some(({ Ref }) => Ref === logicalId) ?? false;

/** Each action of each statement on each of its resources. */
export const grantsOf = ({ statements }: Pick<PackagedRole, 'statements'>): Grant[] =>
  statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource, Condition }) =>
      many(Action).flatMap((action) =>
        many(Resource).map((resource) => ({ action, resource, condition: Condition })),
      ),
    );
