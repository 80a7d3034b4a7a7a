import type { ReportedGrant, ReportedRole } from '../../../../server/access/reported-role.ts';

/** How the permissions of a role were used since the start. */
export interface RoleUse {
  readonly role: ReportedRole;
  readonly id: string;
  /** Grants by use. */
  readonly called: number;
  readonly unused: number;
  /** Used by AWS itself, or not called for a stated reason. */
  readonly other: number;
  readonly refused: number;
}

export function roleUse(role: ReportedRole): RoleUse {
  const count = (...uses: ReportedGrant['use'][]) =>
    role.grants.filter(({ use }) => uses.includes(use)).length;
  return {
    role,
    id: `${role.service}/${role.logicalId}`,
    called: count('called'),
    unused: count('unused'),
    other: count('by AWS', 'excepted'),
    refused: role.refusals.length,
  };
}

/** Roles with refusals first; otherwise the order of the report. */
export const refusedFirst = (one: RoleUse, other: RoleUse): number =>
  Number(other.refused > 0) - Number(one.refused > 0);

export interface RoleFilters {
  readonly show: 'all' | 'refused' | 'unused';
  readonly service: string | null;
  readonly text: string;
}

/** @param filters `text` is part of the name of a role, an action or a resource */
export function filterRoles(
  roles: readonly RoleUse[],
  { show, service, text }: RoleFilters,
): readonly RoleUse[] {
  const wanted = text.trim().toLowerCase();
  return roles.filter(
    ({ role, unused, refused }) =>
      (show === 'all' || (show === 'refused' ? refused > 0 : unused > 0)) &&
      (service === null || role.service === service) &&
      (wanted === '' || searchedText(role).includes(wanted)),
  );
}

const searchedText = ({ service, name, logicalId, grants, refusals }: ReportedRole): string =>
  [
    service,
    name,
    logicalId,
    ...[...grants, ...refusals].flatMap(({ action, resource }) => [action, resource]),
  ]
    .join('\n')
    .toLowerCase();

/** The grants of a role by resource, so that the actions on one resource are read together. */
export const grantsByResource = (
  grants: readonly ReportedGrant[],
): readonly { readonly resource: string; readonly grants: readonly ReportedGrant[] }[] =>
  [...Map.groupBy(grants, ({ resource }) => resource)].map(([resource, ofResource]) => ({
    resource,
    grants: ofResource,
  }));

/** `orders.OrdersTable/index/byCustomer` for the ARN of a table; the service in front of other names. */
export function shortResource(resource: string): string {
  const [, , service = '', , , ...rest] = resource.split(':');
  const name = rest
    .join(':')
    .replace(/^(?:table|function|key|stateMachine|parameter|task-definition)[:/]/, '');
  return name === '' ? resource : /\.[A-Z]/.test(name) ? name : `${service}: ${name}`;
}
