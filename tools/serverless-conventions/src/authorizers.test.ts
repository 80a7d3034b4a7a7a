import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { applyAuthorizerConventions, type RouteAccess } from './authorizers.ts';
import type { HttpEvent, OslsService } from './osls.ts';

const USER_SCOPE = 'aws.cognito.signin.user.admin';
const authorizer = (Ref: string, ...scopes: string[]) => ({
  authorizerId: { Ref },
  scopes: [USER_SCOPE, ...scopes],
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'authorizers-'));
  mkdirSync(join(folder, 'dist'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Applies the conventions to a service with one function, and returns the function. */
function applied(
  access: RouteAccess | undefined,
  written: HttpEvent['authorizer'],
  name = 'seats',
): OslsService['functions'][string] {
  const routes = access ? { 'POST /seats': access } : {};
  writeFileSync(join(folder, 'dist', 'sell.access.json'), JSON.stringify(routes));
  const definition = {
    handler: 'dist/sell.handler',
    events: [{ http: { method: 'post', path: '/seats', ...(written && { authorizer: written }) } }],
  };
  const service = { functions: { sell: definition } } as unknown as OslsService;
  applyAuthorizerConventions(service, folder, { service: name, stage: 'dev' });
  return definition;
}

describe('applyAuthorizerConventions', () => {
  it.each<[RouteAccess, HttpEvent['authorizer'], string[]]>([
    [{ allows: 'anyone' }, undefined, []],
    [{ allows: 'guest-or-customer' }, undefined, []],
    [{ allows: 'customer' }, authorizer('CustomerAuthorizer'), ['CUSTOMER_ISSUER_URL']],
    [{ allows: 'staff' }, authorizer('StaffAuthorizer'), ['STAFF_ISSUER_URL']],
    [{ allows: 'staff', scope: 'a/b' }, authorizer('StaffAuthorizer', 'a/b'), ['STAFF_ISSUER_URL']],
    [
      { allows: 'customer-or-staff' },
      authorizer('CustomerOrStaffAuthorizer'),
      ['CUSTOMER_ISSUER_URL', 'STAFF_ISSUER_URL'],
    ],
  ])('accepts the authorizer for %j, and gives the function its issuers', (access, written, variables) => {
    expect(Object.keys(applied(access, written).environment ?? {})).toEqual(variables);
  });

  it.each<[string, RouteAccess, HttpEvent['authorizer']]>([
    ['customers at a route of staff', { allows: 'staff' }, authorizer('CustomerAuthorizer')],
    ['customers too at a route of staff', { allows: 'staff' }, authorizer('CustomerOrStaffAuthorizer')],
    ['everybody at a route of staff', { allows: 'staff' }, undefined],
    ['only callers with a token at a public route', { allows: 'anyone' }, authorizer('CustomerAuthorizer')],
    ['a scope that the route does not name', { allows: 'staff' }, authorizer('StaffAuthorizer', 'a/b')],
    ['no scope that the route names', { allows: 'staff', scope: 'a/b' }, authorizer('StaffAuthorizer')],
  ])('rejects an authorizer that admits %s', (_, access, written) => {
    expect(() => applied(access, written)).toThrow('POST /seats of sell allows');
  });

  it('rejects a route without access', () => {
    expect(() => applied(undefined, undefined)).toThrow('declares no access to POST /seats');
  });

  it('refers to the pools of identity itself', () => {
    const { environment } = applied({ allows: 'customer' }, authorizer('CustomerAuthorizer'), 'identity');
    expect(environment).toEqual({
      CUSTOMER_ISSUER_URL: { 'Fn::GetAtt': ['CustomerPool', 'ProviderURL'] },
    });
  });
});
