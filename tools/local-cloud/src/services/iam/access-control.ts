import type { AccessControl, Alternatives, RequiredPermission } from '../../contract/access-control.ts';
import type { Principal, RolePrincipal } from '../../contract/principal.ts';
import { AccessDenied } from './access-denied.ts';
import { createAllowedCalls } from './allowed-calls.ts';
import { createCallRecord } from './call-record.ts';
import { createCredentialStore } from './credential-store.ts';
import { evaluate } from '../../../../workspace/src/iam/policy.ts';
import type { RoleService } from './role-service.ts';

interface Dependencies {
  roles: Pick<RoleService, 'statementsOf'>;
  /** Called for each denied call. */
  onDenied?: (denied: AccessDenied) => void;
}

/** Evaluates the roles of the templates as IAM does inside one account: a call that no statement allows is denied. */
export function createAccessControl({ roles, onDenied }: Dependencies): AccessControl {
  const record = createCallRecord();
  const allowedCalls = createAllowedCalls(roles);

  const judge = (principal: RolePrincipal, { action, resourceArn, context = {} }: RequiredPermission) =>
    evaluate(roles.statementsOf(principal.roleArn), {
      action,
      resourceArn,
      context: { ...context, 'aws:PrincipalArn': principal.roleArn },
    });

  const checkOneOf = (principal: Principal, alternatives: Alternatives): void => {
    if (principal.kind !== 'role' || allowedCalls.has(principal, alternatives)) return;
    const allowed = alternatives.find((need) => judge(principal, need).effect === 'allow');
    record.note(principal, allowed ?? alternatives[0], allowed === undefined ? 'denied' : 'allowed');
    if (allowed !== undefined) return allowedCalls.add(principal, alternatives);
    const denied = new AccessDenied({
      principal,
      need: alternatives[0],
      verdict: judge(principal, alternatives[0]),
    });
    onDenied?.(denied);
    throw denied;
  };

  return {
    ...createCredentialStore(),
    calls: record.all,
    checkOneOf,
    allows: (principal, need) => principal.kind !== 'role' || judge(principal, need).effect === 'allow',
    check: (principal, action, resourceArn, context = {}) =>
      checkOneOf(principal, [{ action, resourceArn, context }]),
  };
}
