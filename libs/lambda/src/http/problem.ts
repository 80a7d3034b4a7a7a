import type { AppError, ErrorKind } from '#libs/errors';
import { Type } from 'typebox';
import type { Reply } from './reply.ts';

/** The HTTP status of each kind of error. */
const httpStatusByKind = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'precondition-failed': 412,
  'too-large': 413,
  'unsupported-media-type': 415,
  unprocessable: 422,
  throttled: 429,
  unavailable: 503,
} satisfies Record<ErrorKind, number>;

const titleByKind = {
  invalid: 'Bad Request',
  unauthorized: 'Unauthorized',
  forbidden: 'Forbidden',
  'not-found': 'Not Found',
  conflict: 'Conflict',
  'precondition-failed': 'Precondition Failed',
  'too-large': 'Content Too Large',
  'unsupported-media-type': 'Unsupported Media Type',
  unprocessable: 'Unprocessable Content',
  throttled: 'Too Many Requests',
  unavailable: 'Service Unavailable',
} satisfies Record<ErrorKind, string>;

/** The body of every error response: RFC 9457 with a stable `code`. https://www.rfc-editor.org/rfc/rfc9457 */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.Optional(Type.String()),
  errors: Type.Optional(Type.Array(Type.Object({ field: Type.String(), message: Type.String() }))),
  requestId: Type.Optional(Type.String()),
});

/** Converts an expected error to a problem+json reply. */
export function problemReply(error: AppError, requestId: string): Reply {
  const { kind, code, detail, fields } = error;
  const retryAfterSeconds = error.retryAfterSeconds ?? (kind === 'unavailable' ? 1 : undefined);
  const status = httpStatusByKind[kind];
  return {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      ...(kind === 'unauthorized' && { 'WWW-Authenticate': 'Bearer' }),
      ...(retryAfterSeconds !== undefined && { 'Retry-After': String(retryAfterSeconds) }),
    },
    body: { type: 'about:blank', title: titleByKind[kind], status, code, detail, errors: fields, requestId },
  };
}
