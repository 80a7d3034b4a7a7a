import { AppError, type ErrorKind, type FieldError } from '#libs/errors';
import type { ErrorObject } from 'ajv';
import { Type } from 'typebox';
import type { Reply } from './reply.ts';

/** The HTTP status of each kind of error. */
export const httpStatusByKind = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'precondition-failed': 412,
  unprocessable: 422,
  unavailable: 503,
} satisfies Record<ErrorKind, number>;

const titleByKind = {
  invalid: 'Bad Request',
  unauthorized: 'Unauthorized',
  forbidden: 'Forbidden',
  'not-found': 'Not Found',
  conflict: 'Conflict',
  'precondition-failed': 'Precondition Failed',
  unprocessable: 'Unprocessable Content',
  unavailable: 'Service Unavailable',
} satisfies Record<ErrorKind, string>;

/** The body of every error: RFC 9457 with our stable `code`. https://www.rfc-editor.org/rfc/rfc9457 */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.Optional(Type.String()),
  errors: Type.Optional(Type.Array(Type.Object({ field: Type.String(), message: Type.String() }))),
  requestId: Type.Optional(Type.String()),
});

/** How an expected error is answered. */
export function problemReply(error: AppError, requestId: string): Reply {
  const { kind, code, detail, fields, retryAfterSeconds } = error;
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

interface MiddyError {
  readonly statusCode?: number;
  readonly cause?: { readonly package?: string; readonly data?: unknown };
}

/** What Middy's body parser and validator throw, in our terms; anything else stays what it is. */
export function toAppError(error: unknown): unknown {
  const { statusCode, cause } = (error ?? {}) as MiddyError;
  if (cause?.package === '@middy/http-json-body-parser')
    return statusCode === 415
      ? new AppError('invalid', 'request.not-json', {
          cause: error,
          detail: 'Send JSON, with Content-Type: application/json.',
        })
      : new AppError('invalid', 'request.invalid-body', { cause: error, detail: 'The body is not JSON.' });
  if (cause?.package === '@middy/validator' && statusCode === 400)
    return new AppError('invalid', 'request.invalid', {
      cause: error,
      detail: 'The request does not fit its schema; errors names the fields.',
      fields: ((cause.data ?? []) as ErrorObject[]).map(fieldError),
    });
  return error;
}

// A missing or superfluous property is reported of the object around it: name the property itself.
function fieldError({ instancePath, params, message = 'is invalid' }: ErrorObject): FieldError {
  const property = (params['missingProperty'] ?? params['additionalProperty']) as string | undefined;
  return { field: property === undefined ? instancePath : `${instancePath}/${property}`, message };
}
