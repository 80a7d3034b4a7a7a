import { unmetCondition } from '../../../workspace/src/iam/conditions.ts';
import { anyResource, evaluate, many } from '../../../workspace/src/iam/policy.ts';
import { matchesArn, matchesWildcard } from '../../../workspace/src/patterns/wildcard.ts';
import type { Finding } from '../finding.ts';
import type { CallLine } from '../../../local-cloud/src/testing/access-record.ts';
import { type Grant, toGrants, type NeverCalled, type PackagedRole } from './packaged-role.ts';
import { awsCalls } from './aws-calls.ts';
import { overlyBroadPermissions } from './overly-broad-permissions.ts';

/** A grant, and how the tests used it: called, used by AWS itself, not called for a stated reason, or not called. */
export interface GrantUse extends Grant {
  readonly use: 'called' | 'by AWS' | 'excepted' | 'unused';
  readonly because?: string;
}

export interface CheckedRole {
  readonly role: PackagedRole;
  readonly grants: readonly GrantUse[];
  readonly findings: readonly Finding[];
}

/** Compares the calls that the tests made under a role with what the role grants. */
export function checkRole(role: PackagedRole, calls: readonly CallLine[]): CheckedRole {
  const ofRole = calls.filter((call) => call.service === role.service && call.role === role.logicalId);
  const grants = toGrants(role).map((grant) => toGrantUse(grant, role, ofRole));
  const toFinding = (message: string): Finding => ({
    severity: 'error',
    service: role.service,
    subject: role.label,
    message,
  });
  return {
    role,
    grants,
    findings: [
      ...ofRole.filter((call) => !isGranted(call, role)).map(missingGrant),
      ...grants.filter(({ use }) => use === 'unused').map(unusedGrant),
      ...overlyBroadPermissions(role),
      ...role.neverCalled.flatMap((annotation) => annotationViolations(annotation, grants)),
    ].map(toFinding),
  };
}

function toGrantUse(grant: Grant, role: PackagedRole, calls: readonly CallLine[]): GrantUse {
  if (calls.some((call) => covers(grant, call))) return { ...grant, use: 'called' };
  if (
    role.users
      .flatMap(awsCalls)
      .some(({ actions, appliesTo }) => actions.includes(grant.action) && appliesTo(grant.resource))
  )
    return { ...grant, use: 'by AWS' };
  if (grant.action === 'dynamodb:PutItem' && grant.resource.endsWith(REPLIES_TABLE))
    return { ...grant, use: 'excepted', because: REPLIES_REASON };
  const reason = role.neverCalled.find((annotation) => isFor(annotation, grant));
  return reason === undefined
    ? { ...grant, use: 'unused' }
    : { ...grant, use: 'excepted', because: reason.because };
}

// The conventions grant it to every function with a POST route. The tests of libs/lambda store replies.
const REPLIES_TABLE = 'IdempotencyTable';
const REPLIES_REASON = 'Stores the reply to a request with an Idempotency-Key.';

const missingGrant = ({ action, resource, outcome }: CallLine): string =>
  `Missing permission: ${action} on ${resource}. ` +
  (outcome === 'denied'
    ? 'Grant it in serverless.yml, or remove the call.'
    : 'It was granted when the tests ran. Grant it again, or run "npm test" if the call was removed.');

const unusedGrant = ({ action, resource }: GrantUse): string =>
  `Unused permission: ${action} on ${resource}. Remove it, write the integration test that uses it, or give the reason under neverCalled.`;

const isGranted = ({ action, resource, context = {} }: CallLine, { statements }: PackagedRole): boolean =>
  evaluate(statements, { action, resourceArn: resource, context }).effect === 'allow';

const covers = ({ action, resource, condition }: Grant, call: CallLine): boolean =>
  matchesWildcard(action.toLowerCase(), call.action.toLowerCase()) &&
  (call.resource === anyResource || matchesArn(resource, call.resource)) &&
  unmetCondition(condition, call.context ?? {}) === undefined;

const isFor = ({ action, resource }: NeverCalled, grant: Grant): boolean =>
  many(action).includes(grant.action) && (resource === undefined || many(resource).includes(grant.resource));

// A shorter text does not explain anything.
const MIN_REASON_LENGTH = 20;

/** @returns messages for a `neverCalled` annotation that is wrong or outdated */
function annotationViolations(annotation: NeverCalled, grants: readonly GrantUse[]): string[] {
  const violations = many(annotation.action).flatMap((action) => {
    const resources = annotation.resource === undefined ? [undefined] : many(annotation.resource);
    return resources.flatMap((resource) => {
      const one = { action, because: annotation.because, ...(resource !== undefined && { resource }) };
      const matching = grants.filter((grant) => isFor(one, grant));
      const permission = [action, resource].filter((word) => word !== undefined).join(' on ');
      if (matching.length === 0) return [`neverCalled: ${permission} is not granted. Remove the annotation.`];
      if (annotation.dependsOnTime || matching.some(({ use }) => use === 'excepted')) return [];
      return [`neverCalled: ${permission} is called. Remove the annotation.`];
    });
  });
  return (annotation.because ?? '').length < MIN_REASON_LENGTH
    ? [
        ...violations,
        `neverCalled: the reason for ${many(annotation.action).join(', ')} is missing or too short. Explain it in "because".`,
      ]
    : violations;
}
