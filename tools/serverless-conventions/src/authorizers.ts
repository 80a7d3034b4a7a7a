import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpEvent, OslsFunction, OslsService } from './osls.ts';
import { authorizerPools, issuerVariables, userPoolAttribute } from './user-pools.ts';

/** Who may call a route, as its `schema.ts` declares it. */
export interface RouteAccess {
  readonly allows: 'anyone' | 'guest-or-customer' | 'customer' | 'staff' | 'customer-or-staff';
  readonly scope?: string;
}

/** The scope of every access token of a user who signed in with a password. */
const USER_SCOPE = 'aws.cognito.signin.user.admin';

/** The authorizer that an access requires. Guests send no token, so that their functions verify an optional one. */
const authorizers: Readonly<Record<RouteAccess['allows'], string | undefined>> = {
  anyone: undefined,
  'guest-or-customer': undefined,
  customer: 'CustomerAuthorizer',
  staff: 'StaffAuthorizer',
  'customer-or-staff': 'CustomerOrStaffAuthorizer',
};

/** The access to each route of a function by method and path, which the build wrote: `GET /orders`. */
const readAccess = (folder: string, name: string): Readonly<Record<string, RouteAccess>> => {
  const file = join(folder, 'dist', `${name}.access.json`);
  if (!existsSync(file))
    throw new Error(`The service is not built: dist/${name}.access.json is missing. Run "nx package".`);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, RouteAccess>;
};

/**
 * Compares the authorizer of every http event with the access that the route declares, and gives each function the issuers
 * of the tokens that its authorizers accept.
 *
 * @param service  changed in place, before osls compiles it
 * @param folder   the folder of the built service
 * @throws Error if a route declares no access, or its authorizer is not the one that the access requires
 */
export function applyAuthorizerConventions(
  service: OslsService,
  folder: string,
  context: { readonly service: string; readonly stage: string },
): void {
  for (const [name, definition] of Object.entries(service.functions)) {
    const events = (definition.events ?? []).flatMap(({ http }) => (http ? [http] : []));
    if (events.length === 0) continue;
    const access = readAccess(folder, name);
    for (const event of events) checkAuthorizer(name, event, access);
    addIssuers(definition, events, context);
  }
}

function checkAuthorizer(
  name: string,
  event: HttpEvent,
  access: Readonly<Record<string, RouteAccess>>,
): void {
  const route = `${event.method.toUpperCase()} ${event.path.startsWith('/') ? '' : '/'}${event.path}`;
  // HEAD is the GET without its body (src/http-conventions.ts).
  const declared = access[route.replace(/^HEAD /, 'GET ')];
  if (!declared)
    throw new Error(
      `src/handlers/${name}.schema.ts declares no access to ${route}. Add it, for example "access: customer".`,
    );
  const expected = authorizers[declared.allows];
  const scopes = expected ? [USER_SCOPE, ...(declared.scope ? [declared.scope] : [])] : [];
  const written = event.authorizer;
  const isEqual =
    written?.authorizerId?.Ref === expected &&
    JSON.stringify((written?.scopes ?? []).toSorted()) === JSON.stringify(scopes.toSorted());
  if (isEqual) return;
  const wanted = expected ? `${expected} with the scopes ${scopes.join(', ')}` : 'none';
  throw new Error(
    `serverless.yml: ${route} of ${name} allows ${declared.allows}${declared.scope ? ` (${declared.scope})` : ''}, which ` +
      `requires the authorizer ${wanted}. Write the matching entry of authorizers.yml.`,
  );
}

function addIssuers(
  definition: OslsFunction,
  events: readonly HttpEvent[],
  context: { readonly service: string; readonly stage: string },
): void {
  const pools = new Set(
    events.flatMap(({ authorizer }) => authorizerPools[authorizer?.authorizerId?.Ref ?? ''] ?? []),
  );
  if (pools.size === 0) return;
  definition.environment = {
    ...definition.environment,
    ...Object.fromEntries(
      [...pools].map((pool) => [issuerVariables[pool], userPoolAttribute(pool, 'issuer-url', context)]),
    ),
  };
}
