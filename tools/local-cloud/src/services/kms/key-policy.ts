import { ACCOUNT_ID, PARTITION } from '../../../../workspace/src/aws/aws-constants.ts';
import type { Context } from '../../../../workspace/src/iam/conditions.ts';
import { evaluate, many, type Statement } from '../../../../workspace/src/iam/policy.ts';
import type { RolePrincipal } from '../../contract/principal.ts';

export interface KeyPolicy {
  readonly Statement: readonly KeyPolicyStatement[];
}

type KeyPolicyStatement = Statement & {
  readonly Principal: '*' | { readonly AWS?: string | readonly string[]; readonly Service?: unknown };
};

interface KeyUse {
  readonly principal: RolePrincipal;
  readonly action: string;
  readonly keyArn: string;
  readonly context: Context;
}

/**
 * Whether a key policy allows the use of its key. On AWS an action needs the key policy, which may name the whole account,
 * and then the caller's own role, which the endpoint has already checked.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export function allowsUse(policy: KeyPolicy, { principal, action, keyArn, context }: KeyUse): boolean {
  const statements = policy.Statement.filter((statement) => namesPrincipal(statement, principal));
  const call = {
    action,
    resourceArn: keyArn,
    context: { ...context, 'aws:PrincipalArn': principal.roleArn },
  };
  return evaluate(statements, call).effect === 'allow';
}

const ACCOUNT = `arn:${PARTITION}:iam::${ACCOUNT_ID}:root`;

function namesPrincipal({ Principal }: KeyPolicyStatement, { roleArn }: RolePrincipal): boolean {
  if (Principal === '*') return true;
  return many(Principal.AWS).some((named) => named === '*' || named === ACCOUNT || named === roleArn);
}
