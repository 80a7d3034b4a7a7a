import { AppError } from '#libs/errors';
import type { Caller } from './caller.ts';

/** Who may call a route. */
export type Access =
  | { readonly allows: 'anyone' | 'guest-or-customer' | 'customer' }
  | { readonly allows: 'staff' | 'customer-or-staff'; readonly scope?: string };

/** The access to a route, or to each route of a function with several: `{ '/exports': staff() }`. */
export type RouteAccess = Access | { readonly routes: Readonly<Record<string, Access>> };

type Customer = Extract<Caller, { kind: 'customer' }>;
type StaffMember = Extract<Caller, { kind: 'staff' }>;
type Machine = Extract<Caller, { kind: 'machine' }>;
type Anonymous = Extract<Caller, { kind: 'anonymous' }>;

interface CallerByAccess {
  readonly anyone: Caller;
  readonly 'guest-or-customer': Anonymous | Customer;
  readonly customer: Customer;
  readonly staff: StaffMember;
  readonly 'customer-or-staff': Customer | StaffMember;
}

/** The callers whom an access allows. */
export type CallerOf<A> = A extends { readonly allows: infer Allows extends keyof CallerByAccess }
  ? CallerByAccess[Allows] | ('scope' extends keyof A ? Machine : never)
  : A extends { readonly routes: infer Routes }
    ? CallerOf<Routes[keyof Routes]>
    : Caller;

/** Everybody; a token is not read. */
export const anyone = { allows: 'anyone' } as const satisfies Access;

/** Guests, who send no bearer token, and customers. The handler needs a token verifier. */
export const guestOrCustomer = { allows: 'guest-or-customer' } as const satisfies Access;

/** Signed-in customers. */
export const customer = { allows: 'customer' } as const satisfies Access;

interface Staff {
  readonly allows: 'staff';
}
interface CustomerOrStaff {
  readonly allows: 'customer-or-staff';
}

/** Staff. @param scope  a scope that also admits machine clients, such as `tradewind/catalog.write` */
export function staff(): Staff;
export function staff(scope: string | undefined): Staff & { readonly scope?: string };
export function staff(scope?: string): Access {
  return { allows: 'staff', ...(scope !== undefined && { scope }) };
}

/**
 * Signed-in customers, each for their own records, and staff for all.
 *
 * @param scope  a scope that also admits machine clients for all records
 */
export function customerOrStaff(): CustomerOrStaff;
export function customerOrStaff(scope: string): CustomerOrStaff & { readonly scope: string };
export function customerOrStaff(scope?: string): Access {
  return { allows: 'customer-or-staff', ...(scope !== undefined && { scope }) };
}

/**
 * Returns the access to one route.
 *
 * @param route  the route template: `/exports/{jobId}`
 * @throws Error when the access of a function with several routes does not name the route
 */
export function accessTo(route: string, access: RouteAccess): Access {
  if (!('routes' in access)) return access;
  const found = access.routes[route];
  if (!found) throw new Error(`The access to the route ${route} is not declared. Add it to its schema.ts.`);
  return found;
}

/**
 * Rejects a caller whom the access does not allow.
 *
 * @throws AppError forbidden `auth.staff-only` or `auth.customers-only`
 */
export function requireAccess(caller: Caller, access: Access): void {
  if (allows(caller, access)) return;
  throw access.allows === 'staff' ? staffOnly() : customersOnly();
}

function allows(caller: Caller, access: Access): boolean {
  switch (access.allows) {
    case 'anyone':
      return true;
    case 'guest-or-customer':
      return caller.kind === 'anonymous' || caller.kind === 'customer';
    case 'customer':
      return caller.kind === 'customer';
    case 'staff':
      return caller.kind === 'staff' || hasScope(caller, access.scope);
    case 'customer-or-staff':
      return caller.kind === 'customer' || caller.kind === 'staff' || hasScope(caller, access.scope);
  }
}

const hasScope = (caller: Caller, scope: string | undefined): boolean =>
  caller.kind === 'machine' && scope !== undefined && caller.scopes.includes(scope);

const staffOnly = () =>
  new AppError('forbidden', 'auth.staff-only', {
    detail: 'Only staff can send this request. Sign in as a member of staff.',
  });

const customersOnly = () =>
  new AppError('forbidden', 'auth.customers-only', {
    detail: 'Only customers can send this request. Sign in as a customer.',
  });
