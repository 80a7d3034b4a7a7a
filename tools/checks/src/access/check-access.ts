import type { Finding } from '../finding.ts';
import type { Stack } from '../../../workspace/src/templates/stack.ts';
import { checkRole, type CheckedRole } from './check-role.ts';
import { packagedRoles } from './packaged-role.ts';
import { resolveStacks } from './resolve-stacks.ts';
import type { TestRecord } from './test-record.ts';

export interface CheckedAccess {
  readonly roles: readonly CheckedRole[];
  readonly findings: readonly Finding[];
}

/**
 * Compares the permissions of all roles of packaged services with the calls that the tests recorded.
 *
 * @throws CommandError if the record is older than the packages
 */
export function checkAccess(stacks: readonly Stack[], { calls, deployed }: TestRecord): CheckedAccess {
  const resolve = resolveStacks(stacks, deployed);
  const roles = stacks
    .flatMap((stack) => packagedRoles(stack, resolve))
    .map((role) => checkRole(role, calls));
  const known = new Set(roles.map(({ role }) => `${role.service}/${role.logicalId}`));
  const unknown = new Set(
    calls.map(({ service, role }) => `${service}/${role}`).filter((role) => !known.has(role)),
  );
  return {
    roles,
    findings: [
      ...roles.flatMap(({ findings }) => findings),
      ...[...unknown].map((key): Finding => {
        const [service = '', role = ''] = key.split('/');
        const message = 'The tests used a role that is in no template. Run "npm test" again.';
        return { severity: 'error', service, subject: role, message };
      }),
    ],
  };
}
