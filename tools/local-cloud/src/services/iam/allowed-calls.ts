import type { Alternatives } from '../../contract/access-control.ts';
import type { RolePrincipal } from '../../contract/principal.ts';
import type { Statement } from '../../../../workspace/src/iam/policy.ts';
import type { RoleService } from './role-service.ts';

/** Calls that were allowed and recorded before. Functions repeat few different calls. */
export interface AllowedCalls {
  has(principal: RolePrincipal, alternatives: Alternatives): boolean;
  add(principal: RolePrincipal, alternatives: Alternatives): void;
}

// Resources may be objects of a bucket or executions, so there is no limit to different calls.
const CALLS_PER_PRINCIPAL = 200;

/** Remembers the calls of each principal until the statements of its role change. A call with conditions is not remembered. */
export function createAllowedCalls(roles: Pick<RoleService, 'statementsOf'>): AllowedCalls {
  interface Remembered {
    readonly statements: readonly Statement[];
    readonly calls: Set<string>;
  }
  const byPrincipal = new WeakMap<RolePrincipal, Remembered>();

  function callsOf(principal: RolePrincipal): Set<string> {
    const statements = roles.statementsOf(principal.roleArn);
    const known = byPrincipal.get(principal);
    if (known?.statements === statements) return known.calls;
    const calls = new Set<string>();
    byPrincipal.set(principal, { statements, calls });
    return calls;
  }

  return {
    has(principal, alternatives) {
      const key = toKey(alternatives);
      return key !== undefined && callsOf(principal).has(key);
    },
    add(principal, alternatives) {
      const key = toKey(alternatives);
      if (key === undefined) return;
      const calls = callsOf(principal);
      if (calls.size >= CALLS_PER_PRINCIPAL) calls.clear();
      calls.add(key);
    },
  };
}

function toKey(alternatives: Alternatives): string | undefined {
  const [first, ...others] = alternatives;
  const hasConditions = first.context !== undefined && Object.keys(first.context).length > 0;
  return others.length > 0 || hasConditions ? undefined : `${first.action} ${first.resourceArn}`;
}
