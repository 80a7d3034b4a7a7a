import type { Principal, RolePrincipal } from '../cloud/principal.ts';
import { AccessDenied } from './access-denied.ts';
import { type CredentialStore, type Credentials, credentialStore } from './credentials.ts';
import { type Context, evaluate } from './policy.ts';
import type { Roles } from './roles.ts';

/** One thing a call needs to be allowed: `{ action: 'sqs:SendMessage', resourceArn: 'arn:aws:sqs:…' }`. */
export interface Need {
  readonly action: string;
  readonly resourceArn: string;
  /** Condition keys of this call, such as `ecs:cluster`. */
  readonly context?: Context;
}

export interface AccessControl extends CredentialStore {
  /** Makes a function or task known, and gives it credentials of its own. */
  register(principal: RolePrincipal): Credentials;
  /** Throws AccessDenied where the principal's role does not allow the action on the resource. */
  check(principal: Principal, action: string, resourceArn: string, context?: Context): void;
  /** What each principal was allowed so far, by its name: `sqs:SendMessage arn:aws:sqs:…`. */
  readonly allowedCalls: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Needs {
  roles: Pick<Roles, 'statementsOf'>;
  /** Told of each refusal: the terminal shows it. */
  onDenied?: (denied: AccessDenied) => void;
}

/** Decides by the roles of the templates, as IAM does for calls inside of one account: what no statement allows is refused. */
export function accessControl({ roles, onDenied }: Needs): AccessControl {
  const allowedCalls = new Map<string, Set<string>>();
  return {
    ...credentialStore(),
    allowedCalls,
    check(principal, action, resourceArn, context = {}) {
      if (principal.kind === 'developer' || principal.kind === 'anonymous') return;
      const verdict = evaluate(roles.statementsOf(principal.roleArn), {
        action,
        resourceArn,
        context: { ...context, 'aws:PrincipalArn': principal.roleArn },
      });
      if (verdict.effect === 'allow') {
        const calls = allowedCalls.get(principal.name) ?? new Set();
        allowedCalls.set(principal.name, calls.add(`${action} ${resourceArn}`));
        return;
      }
      const denied = new AccessDenied({ principal, action, resourceArn, verdict });
      onDenied?.(denied);
      throw denied;
    },
  };
}
