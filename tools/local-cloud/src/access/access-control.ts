import type { Principal, RolePrincipal } from '../cloud/principal.ts';
import { AccessDenied } from './access-denied.ts';
import { createCallRecord, type RecordedCall } from './call-record.ts';
import { type CredentialStore, type Credentials, createCredentialStore } from './credentials.ts';
import { type Context, evaluate } from '../../../workspace/src/iam/policy.ts';
import type { RoleService } from './role-service.ts';

/** One thing a call needs to be allowed: `{ action: 'sqs:SendMessage', resourceArn: 'arn:aws:sqs:…' }`. */
export interface Need {
  readonly action: string;
  readonly resourceArn: string;
  /** Condition keys of this call, such as `ecs:cluster`. */
  readonly context?: Context;
}

/** A call that any one of these allows: mail from an address is allowed by its own identity or by its domain's. */
export type Alternatives = readonly [Need, ...Need[]];

export interface AccessControl extends CredentialStore {
  /** Makes a function or task known, and gives it credentials of its own. */
  register(principal: RolePrincipal): Credentials;
  /** Throws AccessDenied where the principal's role does not allow the action on the resource. */
  check(principal: Principal, action: string, resourceArn: string, context?: Context): void;
  /** Throws AccessDenied where none of the alternatives is allowed, naming the first. */
  checkOneOf(principal: Principal, alternatives: Alternatives): void;
  /** Asks without recording or refusing anything. */
  allows(principal: Principal, need: Need): boolean;
  /** What roles were asked for so far, each kind of call once. */
  calls(): readonly RecordedCall[];
}

interface Dependencies {
  roles: Pick<RoleService, 'statementsOf'>;
  /** Told of each refusal: the terminal shows it. */
  onDenied?: (denied: AccessDenied) => void;
}

/** Decides by the roles of the templates, as IAM does for calls inside of one account: what no statement allows is refused. */
export function createAccessControl({ roles, onDenied }: Dependencies): AccessControl {
  const record = createCallRecord();

  const judge = (principal: RolePrincipal, { action, resourceArn, context = {} }: Need) =>
    evaluate(roles.statementsOf(principal.roleArn), {
      action,
      resourceArn,
      context: { ...context, 'aws:PrincipalArn': principal.roleArn },
    });

  const checkOneOf = (principal: Principal, alternatives: Alternatives): void => {
    if (principal.kind !== 'role') return;
    const allowed = alternatives.find((need) => judge(principal, need).effect === 'allow');
    record.note(principal, allowed ?? alternatives[0], allowed === undefined ? 'denied' : 'allowed');
    if (allowed !== undefined) return;
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
