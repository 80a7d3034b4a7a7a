import type { Context } from '../../../workspace/src/iam/policy.ts';
import type { Credentials } from './credentials.ts';
import type { Principal, RolePrincipal } from './principal.ts';

/** One thing a call needs to be allowed: `{ action: 'sqs:SendMessage', resourceArn: 'arn:aws:sqs:…' }`. */
export interface Need {
  readonly action: string;
  readonly resourceArn: string;
  /** Condition keys of this call, such as `ecs:cluster`. */
  readonly context?: Context;
}

/** A call that any one of these allows: mail from an address is allowed by its own identity or by its domain's. */
export type Alternatives = readonly [Need, ...Need[]];

/** One thing that a function, task, state machine or schedule did or tried to do, however often. */
export interface RecordedCall {
  readonly principal: RolePrincipal;
  readonly action: string;
  /** With `{id}` for what is new in each call: an order, an upload, a task. */
  readonly resourceArn: string;
  /** Condition keys of the call. */
  readonly context: Context;
  readonly outcome: 'allowed' | 'denied';
}

export interface CredentialStore {
  /** Credentials of a principal: the same ones at each boot, so that a presigned URL outlives a restart. */
  register(principal: RolePrincipal): Credentials;
  principalOf(accessKeyId: string): Principal | undefined;
  /** The function, task or state machine registered under a name. */
  principalNamed(name: string): RolePrincipal | undefined;
}

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
