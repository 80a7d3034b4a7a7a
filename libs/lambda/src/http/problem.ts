import { AppError, type ErrorKind, type FieldError } from '#libs/errors';
import type { ErrorObject } from 'ajv';
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

/** Converts the errors of Middy's body parser and validator to AppErrors. Returns other errors unchanged. */
export function toAppError(error: unknown): unknown {
  const { statusCode, cause } = (error ?? {}) as MiddyError;
  if (cause?.package === '@middy/http-json-body-parser')
    return statusCode === 415
      ? new AppError('invalid', 'request.not-json', {
          cause: error,
          detail: 'The body must be JSON. Send it with Content-Type: application/json.',
        })
      : new AppError('invalid', 'request.invalid-body', {
          cause: error,
          detail: 'The body is not valid JSON. Correct its syntax.',
        });
  if (cause?.package === '@middy/validator' && statusCode === 400)
    return new AppError('invalid', 'request.invalid', {
      cause: error,
      detail: 'The request violates its schema. Correct the fields listed in errors.',
      fields: ((cause.data ?? []) as ErrorObject[]).map(fieldError),
    });
  return error;
}

// Ajv reports missing and additional properties at the object that contains them: point to the property itself.
function fieldError({ instancePath, params, message = 'is invalid' }: ErrorObject): FieldError {
  const property = (params['missingProperty'] ?? params['additionalProperty']) as string | undefined;
  return { field: property === undefined ? instancePath : `${instancePath}/${property}`, message };
}
