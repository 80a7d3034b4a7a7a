import type { Stack } from '../../../workspace/src/templates/stack.ts';
import { checkRole, type CheckedRole } from './check-role.ts';
import type { Finding } from './finding.ts';
import { packagedRoles } from './packaged-role.ts';
import { resolveStacks } from './resolve-stacks.ts';
import type { TestRecord } from './test-record.ts';

export interface CheckedAccess {
  readonly roles: readonly CheckedRole[];
  readonly findings: readonly Finding[];
}

/**
 * Holds all roles of packaged services against what the tests asked of them.
 *
 * @throws CommandError where the record is older than the packages
 */
export function checkAccess(stacks: readonly Stack[], { calls, deployed }: TestRecord): CheckedAccess {
  const resolve = resolveStacks(stacks, deployed);
  const roles = stacks
    .flatMap((stack) => packagedRoles(stack, resolve))
    .map((role) => checkRole(role, calls));
  const known = new Set(roles.map(({ role }) => `${role.service}/${role.logicalId}`));
  const strangers = new Set(
    calls.map(({ service, role }) => `${service}/${role}`).filter((role) => !known.has(role)),
  );
  return {
    roles,
    findings: [
      ...roles.flatMap(({ findings }) => findings),
      ...[...strangers].map((stranger) => {
        const [service = '', role = ''] = stranger.split('/');
        const description = 'a role that no template has: run "npm test" again';
        return { kind: 'called but not granted', service, role, description } as const;
      }),
    ],
  };
}
