import { unmetCondition } from '../../../workspace/src/iam/conditions.ts';
import { anyResource, evaluate, many } from '../../../workspace/src/iam/policy.ts';
import { matchesArn, matchesWildcard } from '../../../workspace/src/iam/wildcard.ts';
import type { CallLine } from '../../../local-cloud/src/testing/access-record.ts';
import type { Finding, Kind } from './finding.ts';
import { type Grant, grantsOf, type NeverCalled, type PackagedRole } from './packaged-role.ts';
import { platformCalls } from './platform-calls.ts';
import { openDoors } from './wildcards.ts';

/** A grant, and what became of it in the tests. */
export interface GrantUse extends Grant {
  readonly use: 'called' | 'by the platform' | 'never, with a reason' | 'never';
  readonly because?: string;
}

export interface CheckedRole {
  readonly role: PackagedRole;
  readonly grants: readonly GrantUse[];
  readonly findings: readonly Finding[];
}

/** Holds what the tests asked of a role against what it grants. */
export function checkRole(role: PackagedRole, calls: readonly CallLine[]): CheckedRole {
  const ofRole = calls.filter((call) => call.service === role.service && call.role === role.logicalId);
  const grants = grantsOf(role).map((grant) => useOf(grant, role, ofRole));
  const finding = (kind: Kind) => (description: string) => ({
    kind,
    service: role.service,
    role: role.label,
    description,
  });
  return {
    role,
    grants,
    findings: [
      ...ofRole
        .filter((call) => !isGranted(call, role))
        .map(inWords)
        .map(finding('called but not granted')),
      ...grants
        .filter(({ use }) => use === 'never')
        .map(({ action, resource }) => `${action} on ${resource}`)
        .map(finding('granted but never called')),
      ...openDoors(role).map(finding('wildcard')),
      ...role.neverCalled.flatMap((annotation) => faultsOf(annotation, grants)).map(finding('annotation')),
    ],
  };
}

function useOf(grant: Grant, role: PackagedRole, calls: readonly CallLine[]): GrantUse {
  if (calls.some((call) => covers(grant, call))) return { ...grant, use: 'called' };
  if (
    role.users
      .flatMap(platformCalls)
      .some(({ actions, on }) => actions.includes(grant.action) && on(grant.resource))
  )
    return { ...grant, use: 'by the platform' };
  const reason = role.neverCalled.find((annotation) => isAbout(annotation, grant));
  return reason === undefined
    ? { ...grant, use: 'never' }
    : { ...grant, use: 'never, with a reason', because: reason.because };
}

const inWords = ({ action, resource, outcome }: CallLine): string =>
  `${action} on ${resource}${outcome === 'denied' ? '' : ' (allowed when the tests ran: if nothing calls it any more, run all of them again)'}`;

const isGranted = ({ action, resource, context = {} }: CallLine, { statements }: PackagedRole): boolean =>
  evaluate(statements, { action, resourceArn: resource, context }).effect === 'allow';

const covers = ({ action, resource, condition }: Grant, call: CallLine): boolean =>
  matchesWildcard(action.toLowerCase(), call.action.toLowerCase()) &&
  (call.resource === anyResource || matchesArn(resource, call.resource)) &&
  unmetCondition(condition, call.context ?? {}) === undefined;

const isAbout = ({ action, resource }: NeverCalled, grant: Grant): boolean =>
  many(action).includes(grant.action) && (resource === undefined || many(resource).includes(grant.resource));

// Shorter is no sentence.
const SHORTEST_REASON = 20;

/** What an annotation says that is not so, or not any more. */
function faultsOf(annotation: NeverCalled, grants: readonly GrantUse[]): string[] {
  const faults = many(annotation.action).flatMap((action) => {
    const resources = annotation.resource === undefined ? [undefined] : many(annotation.resource);
    return resources.flatMap((resource) => {
      const one = { action, because: annotation.because, ...(resource !== undefined && { resource }) };
      const about = grants.filter((grant) => isAbout(one, grant));
      const words = [action, resource].filter((word) => word !== undefined).join(' on ');
      if (about.length === 0) return [`neverCalled: ${words} is not granted: take the annotation away`];
      if (about.some(({ use }) => use === 'never, with a reason')) return [];
      return [`neverCalled: ${words} is called: take the annotation away`];
    });
  });
  return (annotation.because ?? '').length < SHORTEST_REASON
    ? [...faults, `neverCalled: ${many(annotation.action).join(', ')} needs a reason: because: "…"`]
    : faults;
}
