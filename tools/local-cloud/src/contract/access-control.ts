import type { Context } from '../../../workspace/src/iam/conditions.ts';
import type { Credentials } from './credentials.ts';
import type { Principal, RolePrincipal } from './principal.ts';

/** A permission that a call requires: `{ action: 'sqs:SendMessage', resourceArn: 'arn:aws:sqs:…' }`. */
export interface RequiredPermission {
  readonly action: string;
  readonly resourceArn: string;
  /** Condition keys of this call, such as `ecs:cluster`. */
  readonly context?: Context;
}

/** Permissions of which one is enough: an email address is allowed by its own identity or by that of its domain. */
export type Alternatives = readonly [RequiredPermission, ...RequiredPermission[]];

/** A kind of call that a function, task, state machine or schedule made at least once. */
export interface RecordedCall {
  readonly principal: RolePrincipal;
  readonly action: string;
  /** With `{id}` in place of the ids of orders, uploads, tasks … */
  readonly resourceArn: string;
  /** Condition keys of the call. */
  readonly context: Context;
  readonly outcome: 'allowed' | 'denied';
}

export interface CredentialStore {
  /** Returns the same credentials for a principal after each restart, so that presigned URLs stay valid. */
  register(principal: RolePrincipal): Credentials;
  principalOf(accessKeyId: string): Principal | undefined;
  /** The secret access key, to verify a signature. */
  secretOf(accessKeyId: string): string | undefined;
  /** Finds the function, task or state machine registered under a name. */
  principalNamed(name: string): RolePrincipal | undefined;
}

export interface AccessControl extends CredentialStore {
  /** Registers a function or task and returns its credentials. */
  register(principal: RolePrincipal): Credentials;
  /** @throws AccessDenied if the principal's role does not allow the action on the resource */
  check(principal: Principal, action: string, resourceArn: string, context?: Context): void;
  /** @throws AccessDenied naming the first alternative if none is allowed */
  checkOneOf(principal: Principal, alternatives: Alternatives): void;
  /** Whether the call is allowed; records nothing. */
  allows(principal: Principal, need: RequiredPermission): boolean;
  /** The calls of roles so far, each kind of call once. */
  calls(): readonly RecordedCall[];
}
