import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AppError } from '#libs/errors';
import { inMemoryIdempotency } from '#libs/testing';
import fc from 'fast-check';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import {
  accessTo,
  type Access,
  anyone,
  customer,
  customerOrStaff,
  guestOrCustomer,
  requireAccess,
  staff,
} from './access.ts';
import type { Caller } from './caller.ts';
import { httpHandler } from './http-handler.ts';
import { httpRequest } from './http-request.ts';
import { created } from './reply.ts';

const SCOPE = 'tradewind/seats.write';
const guest: Caller = { kind: 'anonymous' };
const ada: Caller = { kind: 'customer', customerId: 'ada' };
const grace: Caller = { kind: 'staff', staffId: 'grace' };
const client: Caller = { kind: 'machine', clientId: 'erp', scopes: [SCOPE] };
const callers = { guest, ada, grace, client };

/** @returns the code of the refusal, or undefined */
function refusalOf(caller: Caller, access: Access): string | undefined {
  try {
    requireAccess(caller, access);
    return undefined;
  } catch (error) {
    return (error as AppError).code;
  }
}

describe('requireAccess', () => {
  it.each([
    [anyone, ['guest', 'ada', 'grace', 'client']],
    [guestOrCustomer, ['guest', 'ada']],
    [customer, ['ada']],
    [staff(), ['grace']],
    [staff(SCOPE), ['grace', 'client']],
    [staff('tradewind/other'), ['grace']],
    [customerOrStaff(), ['ada', 'grace']],
    [customerOrStaff(SCOPE), ['ada', 'grace', 'client']],
  ])('%j admits %j', (access, admitted) => {
    const codes = Object.entries(callers).map(([name, caller]) => [name, refusalOf(caller, access)] as const);
    expect(codes.filter(([, code]) => code === undefined).map(([name]) => name)).toEqual(admitted);
    for (const [, code] of codes)
      expect([undefined, 'auth.staff-only', 'auth.customers-only']).toContain(code);
  });
});

describe('accessTo', () => {
  it('returns the access to each route of a function, and no default', () => {
    const access = { routes: { '/exports': staff(), '/imports': staff(SCOPE) } };
    expect(accessTo('/imports', access)).toEqual(staff(SCOPE));
    expect(() => accessTo('/other', access)).toThrow('is not declared');
  });
});

const [CUSTOMERS, STAFF] = ['https://pools.example/customers', 'https://pools.example/staff'];
beforeAll(() => {
  process.env['CUSTOMER_ISSUER_URL'] = CUSTOMERS;
  process.env['STAFF_ISSUER_URL'] = STAFF;
});
afterAll(() => {
  delete process.env['CUSTOMER_ISSUER_URL'];
  delete process.env['STAFF_ISSUER_URL'];
});

const context = { awsRequestId: 'req-1', getRemainingTimeInMillis: () => 10_000 } as Context;
const seatRoute = (access: typeof customer | ReturnType<typeof staff> | typeof anyone) =>
  httpRequest({
    tag: 'Seats',
    summary: 'Add a seat',
    description: 'At the end.',
    access,
    responses: { 201: null },
  });
const send = (claims: object | undefined, headers: Record<string, string> = {}) =>
  ({
    httpMethod: 'POST',
    resource: '/seats',
    headers: { 'Idempotency-Key': 'k1', ...headers },
    requestContext: {
      requestId: 'gw-1',
      identity: { sourceIp: '192.0.2.1' },
      ...(claims && { authorizer: { claims } }),
    },
  }) as unknown as APIGatewayProxyEvent;

describe('a route with an Idempotency-Key', () => {
  const customerClaims = (more: object = {}) => ({
    iss: CUSTOMERS,
    sub: 'ada',
    username: 'ada',
    ...more,
  });
  const staffClaims = { iss: STAFF, sub: 'ada', username: 'ada' };

  it('claims no key for a caller who is not allowed', async () => {
    const claimed: string[] = [];
    const inMemory = inMemoryIdempotency();
    const idempotency: typeof inMemory = {
      once: (request, ...rest) => {
        claimed.push(request.key);
        return inMemory.once(request, ...rest);
      },
    };
    const handler = httpHandler(seatRoute(staff()), async () => created({}), { idempotency });
    expect(await handler(send(customerClaims()), context)).toMatchObject({ statusCode: 403 });
    expect(claimed).toEqual([]);
    expect(await handler(send(staffClaims), context)).toMatchObject({ statusCode: 201 });
    expect(claimed).toEqual(['k1']);
  });

  it('recognizes a caller whose groups and scopes changed, and no other caller', async () => {
    let seats = 0;
    const handler = httpHandler(seatRoute(anyone), async () => created({ seat: ++seats }), {
      idempotency: inMemoryIdempotency(),
    });
    const seatOf = async (claims?: object, headers?: Record<string, string>) =>
      (JSON.parse((await handler(send(claims, headers), context)).body) as { seat: number }).seat;
    const groups = fc
      .array(fc.constantFrom('customer', 'staff', 'wholesale'))
      .map((names) => names.join(' '));
    const first = await seatOf(customerClaims());
    await fc.assert(
      fc.asyncProperty(groups, async (changed) => {
        expect(await seatOf(customerClaims({ 'cognito:groups': changed }))).toBe(first);
      }),
      { numRuns: 20 },
    );
    const machine = await seatOf({ iss: STAFF, client_id: 'ada', scope: SCOPE });
    expect(await seatOf({ iss: STAFF, client_id: 'ada', scope: '' })).toBe(machine);
    const guests = [await seatOf(undefined), await seatOf(undefined, { 'Session-Token': 'secret' })];
    const colleague = await seatOf(staffClaims);
    expect(new Set([first, machine, colleague, ...guests]).size).toBe(5);
  });
});
