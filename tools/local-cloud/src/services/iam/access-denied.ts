import { ACCOUNT_ID, PARTITION } from '../../../../workspace/src/aws/aws-constants.ts';
import type { RolePrincipal } from '../../contract/principal.ts';
import type { Verdict } from '../../../../workspace/src/iam/policy.ts';

interface GatewayError {
  principal: RolePrincipal;
  need: { readonly action: string; readonly resourceArn: string };
  verdict: Verdict;
}

/** Access denied, with the error message of AWS. */
export class AccessDenied extends Error {
  override readonly name = 'AccessDeniedException';
  readonly principal: RolePrincipal;
  readonly action: string;
  readonly resourceArn: string;
  /** Parts of policies that could not be evaluated, such as an unsupported condition operator. */
  readonly notes: readonly string[];

  constructor({ principal, need: { action, resourceArn }, verdict }: GatewayError) {
    const reason =
      verdict.effect === 'explicit-deny'
        ? 'with an explicit deny in an identity-based policy'
        : `because no identity-based policy allows the ${action} action`;
    super(
      `User: ${sessionArn(principal)} is not authorized to perform: ${action} on resource: ${resourceArn} ${reason}`,
    );
    this.principal = principal;
    this.action = action;
    this.resourceArn = resourceArn;
    this.notes = verdict.notes;
  }
}

/** Lambda and ECS use a session of the role: `arn:aws:sts::000000000000:assumed-role/ROLE/NAME`. */
function sessionArn({ roleArn, name }: RolePrincipal): string {
  return `arn:${PARTITION}:sts::${ACCOUNT_ID}:assumed-role/${roleArn.split('/').at(-1)}/${name}`;
}
