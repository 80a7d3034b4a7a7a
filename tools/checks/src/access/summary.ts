import type { CheckedRole } from './check-role.ts';

/** @returns lines that list the grants without a call but with a reason, and count all grants by their use */
export function accessSummary(roles: readonly CheckedRole[]): string[] {
  const grants = roles.flatMap(({ role, grants: ofRole }) => ofRole.map((grant) => ({ ...grant, ...role })));
  const count = (wanted: string) => grants.filter(({ use }) => use === wanted).length;
  return [
    ...grants
      .filter(({ use }) => use === 'excepted')
      .map(
        ({ service, label, action, resource, because }) =>
          `exception  ${service}/${label}  ${action} on ${resource}: ${because}`,
      ),
    `${roles.length} roles with ${grants.length} grants: ${count('called')} called in the tests, ` +
      `${count('by AWS')} used by AWS itself, ${count('excepted')} exceptions.`,
  ];
}
