import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ReportedGrant, ReportedRole } from '../../../../server/access/reported-role.ts';
import { filterRoles, grantsByResource, refusedFirst, roleUse, shortResource } from './role-list.ts';

const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/orders.OrdersTable';
const grant = (use: ReportedGrant['use'], action = 'dynamodb:GetItem'): ReportedGrant => ({
  action,
  resource: table,
  use,
});
const role = (rest: Partial<ReportedRole>): ReportedRole => ({
  service: 'orders',
  name: 'get-order',
  logicalId: 'GetOrderRole',
  kind: 'function',
  grants: [],
  refusals: [],
  managedPolicies: [],
  ...rest,
});
const refusal = { action: 'dynamodb:PutItem', resource: table, caller: 'get-order', statement: '' };

describe('roleUse', () => {
  it('counts every grant once', () => {
    const uses = fc.array(fc.constantFrom('called', 'by AWS', 'excepted', 'unused'));
    fc.assert(
      fc.property(uses, (all) => {
        const { called, unused, other } = roleUse(role({ grants: all.map((use) => grant(use)) }));
        expect(called + unused + other).toBe(all.length);
        expect(unused).toBe(all.filter((use) => use === 'unused').length);
      }),
    );
  });
});

describe('the list of roles', () => {
  const roles = [
    roleUse(role({ grants: [grant('called')] })),
    roleUse(role({ service: 'checkout', name: 'open', grants: [grant('unused', 's3:GetObject')] })),
    roleUse(role({ name: 'place-order', refusals: [refusal] })),
  ];
  const names = (filters: Partial<Parameters<typeof filterRoles>[1]>) =>
    filterRoles(roles, { show: 'all', service: null, text: '', ...filters }).map((each) => each.role.name);

  it('begins with refusals', () => {
    expect(roles.toSorted(refusedFirst).map((each) => each.role.name)).toEqual([
      'place-order',
      'get-order',
      'open',
    ]);
  });

  it('filters by use, service, and text of names, actions and resources', () => {
    expect(names({ show: 'unused' })).toEqual(['open']);
    expect(names({ show: 'refused' })).toEqual(['place-order']);
    expect(names({ service: 'orders' })).toEqual(['get-order', 'place-order']);
    expect(names({ text: 'S3:GetObject' })).toEqual(['open']);
    expect(names({ text: 'PutItem' })).toEqual(['place-order']);
  });
});

it('groups grants by resource', () => {
  const grants = [grant('called'), { ...grant('unused'), resource: '*' }, grant('unused', 'dynamodb:Query')];
  expect(grantsByResource(grants).map((group) => [group.resource, group.grants.length])).toEqual([
    [table, 2],
    ['*', 1],
  ]);
});

it.each([
  [table, 'orders.OrdersTable'],
  [
    'arn:aws:lambda:us-east-1:000000000000:function:tradewind-orders-local-get',
    'lambda: tradewind-orders-local-get',
  ],
  ['arn:aws:s3:::catalog.Images/uploads/*', 'catalog.Images/uploads/*'],
  ['*', '*'],
])('shortens %s to %s', (resource, short) => expect(shortResource(resource)).toBe(short));
