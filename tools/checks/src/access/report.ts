import type { CheckedAccess } from './check-access.ts';
import type { Finding, Kind } from './finding.ts';

const advice: Readonly<Record<Kind, string>> = {
  'called but not granted': 'grant it in the serverless.yml of the service, or do not call it',
  'granted but never called':
    'take it away, write the integration test that needs it, or say why under neverCalled',
  wildcard: 'what can be named is named',
  annotation: 'each says what is so',
};

/** Both sides, what the tests called and what the roles grant, for people. */
export function reportLines({ roles, findings }: CheckedAccess): string[] {
  const grants = roles.flatMap((checked) => checked.grants.map((grant) => ({ ...grant, ...checked.role })));
  const count = (wanted: string) => grants.filter(({ use }) => use === wanted).length;
  return [
    ...grants
      .filter(({ use }) => use === 'never, with a reason')
      .map(
        ({ service, label, action, resource, because }) =>
          `never called, with a reason  ${service}/${label}  ${action} on ${resource}: ${because}`,
      ),
    ...(Object.keys(advice) as Kind[]).flatMap((kind) => section(kind, findings)),
    `${roles.length} roles with ${grants.length} grants: ${count('called')} called in the tests, ` +
      `${count('by the platform')} used by AWS itself, ${count('never, with a reason')} never called, with a reason.`,
  ];
}

function section(kind: Kind, findings: readonly Finding[]): string[] {
  const own = findings.filter((finding) => finding.kind === kind);
  const lines = own.map(
    ({ service, role, description }) => `error  ${kind}  ${service}/${role}  ${description}`,
  );
  return own.length === 0 ? [] : [...lines, `       (${advice[kind]})`];
}
