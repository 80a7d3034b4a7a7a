import type { RequestDeclaration } from './request-declaration.ts';

/** A problem code and when it occurs. */
interface CommonProblem {
  readonly status: number;
  readonly description: string;
}

/** The problems that API Gateway and libs/lambda answer for any route with the same declaration. */
export const commonProblems = {
  'request.invalid-body': {
    status: 400,
    description: 'The body is not a JSON object, or violates its schema.',
  },
  'request.invalid-parameters': {
    status: 400,
    description: 'A parameter is missing, unknown or violates its schema.',
  },
  'request.refused': {
    status: 400,
    description: 'API Gateway rejected the request, for example because of a malformed header.',
  },
  'page.cursor-invalid': {
    status: 400,
    description:
      'The cursor is not one of this list. Send `nextCursor` unchanged, or start without a cursor.',
  },
  'auth.unauthorized': {
    status: 401,
    description: 'The access token is missing, invalid or expired. Sign in again.',
  },
  'auth.forbidden': { status: 403, description: 'The access token lacks the scope of this route.' },
  'request.blocked': {
    status: 403,
    description: 'The firewall rejected the request, because it looks like an attack.',
  },
  'auth.staff-only': {
    status: 403,
    description: 'Only staff, or a machine client with the scope, can send this request.',
  },
  'auth.customers-only': { status: 403, description: 'Only customers can send this request.' },
  'idempotency.in-progress': {
    status: 409,
    description: 'The first request with this `Idempotency-Key` is in progress. Repeat the request later.',
  },
  'record.changed': {
    status: 412,
    description: 'The record changed since you read it: no tag in `If-Match` is its `ETag`. Get it again.',
  },
  'request.too-large': { status: 413, description: 'The body is too large. Send at most 256 KB.' },
  'request.not-json': {
    status: 415,
    description: 'The body is not JSON. Send it with `Content-Type: application/json`.',
  },
  'idempotency.key-reused': {
    status: 422,
    description: 'This `Idempotency-Key` was used for another request. Use a new key for each request.',
  },
  'request.throttled': {
    status: 429,
    description: 'Too many requests. Retry after the number of seconds in `Retry-After`.',
  },
  'request.rate-exceeded': {
    status: 429,
    description:
      'Too many requests from this IP address within five minutes. Retry after the number of seconds in `Retry-After`.',
  },
  'server.failed': {
    status: 500,
    description: 'An internal error occurred. Retry later, and quote `requestId` when you report it.',
  },
  'auth.keys-unavailable': {
    status: 503,
    description: 'The keys that verify access tokens are not available. Retry later.',
  },
  'server.unavailable': {
    status: 503,
    description:
      'The service is not available at the moment. Retry after the number of seconds in `Retry-After`.',
  },
  'server.timeout': {
    status: 504,
    description: 'The request timed out. A request with an `Idempotency-Key` is safe to retry.',
  },
} as const satisfies Readonly<Record<string, CommonProblem>>;

export type CommonCode = keyof typeof commonProblems;

/** @returns the codes of the common problems that a route with this declaration can answer */
export function commonCodes({ access, body, query, headers }: RequestDeclaration): CommonCode[] {
  const header = (name: string) => name in (headers?.properties ?? {});
  const when = (condition: boolean, ...codes: CommonCode[]) => (condition ? codes : []);
  return [
    ...when(body !== undefined, 'request.invalid-body', 'request.not-json'),
    'request.invalid-parameters',
    'request.too-large',
    'request.refused',
    ...when('cursor' in (query?.properties ?? {}), 'page.cursor-invalid'),
    ...when(access.allows !== 'anyone', 'auth.unauthorized'),
    ...when(access.allows !== 'anyone', 'auth.forbidden'),
    'request.blocked',
    ...when(access.allows === 'staff', 'auth.staff-only'),
    ...when(!['anyone', 'staff'].includes(access.allows), 'auth.customers-only'),
    ...when(access.allows === 'guest-or-customer', 'auth.keys-unavailable'),
    ...when(header('Idempotency-Key'), 'idempotency.in-progress', 'idempotency.key-reused'),
    ...when(header('If-Match'), 'record.changed'),
    'request.throttled',
    'request.rate-exceeded',
    'server.failed',
    'server.unavailable',
    'server.timeout',
  ];
}
