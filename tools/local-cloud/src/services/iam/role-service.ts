import { ACCOUNT_ID, PARTITION } from '../../../../workspace/src/aws/aws-constants.ts';
import { physicalName } from '../../contract/physical-name.ts';
import type { LocalService } from '../../contract/local-service.ts';
import type { Resource } from '../../contract/resource.ts';
import { managedPolicies } from './managed-policies.ts';
import type { Statement } from '../../../../workspace/src/iam/policy.ts';

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
const MAX_ROLE_NAME_LENGTH = 64;

interface PolicyDocument {
  readonly Statement: Statement | readonly Statement[];
}

interface Role {
  readonly inline: readonly Statement[];
  readonly managedPolicyArns: readonly string[];
}

/** A policy that names the roles it applies to. */
interface Attachment {
  readonly roleNames: readonly string[];
  readonly statements: readonly Statement[];
}

export interface RoleService extends Pick<LocalService, 'name' | 'signingNames' | 'resources'> {
  /** Returns all statements of a role: inline, of attached policies and of AWS managed policies. */
  statementsOf(roleArn: string): readonly Statement[];
}

/**
 * AWS::IAM::Role, Policy and ManagedPolicy of the templates.
 * @param deps.onUnknownPolicy called for a managed policy that is neither in a template nor built in; it allows nothing
 */
export function createRoleService({
  onUnknownPolicy,
}: { onUnknownPolicy?: (policyArn: string) => void } = {}): RoleService {
  const byName = new Map<string, Role>();
  const attached = new Map<string, Attachment>();
  const managed = new Map<string, readonly Statement[]>();
  let cache = new Map<string, readonly Statement[]>();

  const managedStatements = (policyArn: string): readonly Statement[] => {
    const known = managed.get(policyArn) ?? managedPolicies[policyArn.split('/').at(-1) ?? ''];
    if (known === undefined) onUnknownPolicy?.(policyArn);
    return known ?? [];
  };

  const collect = (roleArn: string): readonly Statement[] => {
    const roleName = roleArn.split('/').at(-1) ?? '';
    const role = byName.get(roleName);
    return [
      ...(role?.inline ?? []),
      ...(role?.managedPolicyArns ?? []).flatMap(managedStatements),
      ...[...attached.values()]
        .filter(({ roleNames }) => roleNames.includes(roleName))
        .flatMap(({ statements }) => statements),
    ];
  };

  const attach = (resource: Resource, statements: readonly Statement[]) => {
    const roleNames = (resource.properties['Roles'] ?? []) as readonly string[];
    attached.set(`${resource.stackName}/${resource.logicalId}`, { roleNames, statements });
    cache = new Map();
  };

  return {
    name: 'iam',
    signingNames: ['iam'],
    statementsOf(roleArn) {
      const statements = cache.get(roleArn) ?? collect(roleArn);
      cache.set(roleArn, statements);
      return statements;
    },
    resources: {
      'AWS::IAM::Role': {
        honors: ['RoleName', 'Path', 'Policies', 'ManagedPolicyArns'],
        ignores: {
          AssumeRolePolicyDocument:
            'each function, task and state machine receives the credentials of its role',
          Description: 'no effect',
          MaxSessionDuration: 'local credentials do not expire',
          Tags: 'no local effect',
        },
        async deploy(resource) {
          const { RoleName, Path, Policies, ManagedPolicyArns } = resource.properties as {
            RoleName?: string;
            Path?: string;
            Policies?: readonly { PolicyDocument: PolicyDocument }[];
            ManagedPolicyArns?: readonly string[];
          };
          const roleName = RoleName ?? physicalName(resource, MAX_ROLE_NAME_LENGTH);
          byName.set(roleName, {
            inline: (Policies ?? []).flatMap(({ PolicyDocument }) => statementsIn(PolicyDocument)),
            managedPolicyArns: ManagedPolicyArns ?? [],
          });
          cache = new Map();
          const roleArn = `arn:${PARTITION}:iam::${ACCOUNT_ID}:role${Path ?? '/'}${roleName}`;
          return { ref: roleName, attributes: { Arn: roleArn, RoleId: `AROA${roleName}` } };
        },
      },
      'AWS::IAM::Policy': {
        honors: ['PolicyName', 'PolicyDocument', 'Roles'],
        async deploy(resource) {
          attach(resource, statementsIn(resource.properties['PolicyDocument'] as PolicyDocument));
          return { ref: String(resource.properties['PolicyName']) };
        },
      },
      'AWS::IAM::ManagedPolicy': {
        honors: ['ManagedPolicyName', 'Path', 'PolicyDocument', 'Roles'],
        ignores: { Description: 'no effect' },
        async deploy(resource) {
          const { ManagedPolicyName, Path, PolicyDocument } = resource.properties as {
            ManagedPolicyName?: string;
            Path?: string;
            PolicyDocument: PolicyDocument;
          };
          const statements = statementsIn(PolicyDocument);
          const policyName = ManagedPolicyName ?? physicalName(resource);
          const policyArn = `arn:${PARTITION}:iam::${ACCOUNT_ID}:policy${Path ?? '/'}${policyName}`;
          managed.set(policyArn, statements);
          attach(resource, statements);
          return { ref: policyArn, attributes: { PolicyArn: policyArn } };
        },
      },
    },
  };
}

const statementsIn = ({ Statement }: PolicyDocument): readonly Statement[] =>
  Array.isArray(Statement) ? Statement : [Statement as Statement];
