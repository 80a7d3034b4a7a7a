import { AppError, type FieldError } from '#libs/errors';
import { formatMessages } from '#libs/schema';
import type { MiddlewareObj } from '@middy/core';
import validator from '@middy/validator';
import type { ErrorObject } from 'ajv';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { HttpRequest } from './http-request.ts';

/** The number of errors that a response lists. */
export const MAX_ERRORS = 20;

/** Creates the middleware that validates a parsed request and fills in the defaults of its schema. */
export const validateRequest = ({
  validate,
  names,
}: Pick<HttpRequest, 'validate' | 'names'>): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> => {
  const declared = new Set(names);
  const { before: validateEvent } = validator({ eventSchema: validate as never }) as {
    before(request: object): void;
  };
  return {
    before: (request) => {
      try {
        validateEvent(request);
      } catch (error) {
        throw invalidRequest(toFieldErrors(validationErrors(error), declared));
      }
    },
  };
};

/** Returns the errors of Ajv in an error of Middy's validator. @throws any other error */
function validationErrors(error: unknown): readonly ErrorObject[] {
  const { data } = ((error as Error).cause ?? {}) as { data?: unknown };
  if (!Array.isArray(data)) throw error;
  return data as ErrorObject[];
}

// API Gateway validates parameters first too, and has the same two codes.
const invalidRequest = (fields: readonly FieldError[]): AppError =>
  fields.every(({ field }) => field.startsWith('/body'))
    ? invalidBody(fields)
    : new AppError('invalid', 'request.invalid-parameters', {
        detail: 'The parameters do not match their schema. Correct the fields listed in errors.',
        fields,
      });

/** The error of a body that does not match its schema. */
export const invalidBody = (fields: readonly FieldError[]): AppError =>
  new AppError('invalid', 'request.invalid-body', {
    detail: 'The body does not match its schema. Correct the fields listed in errors.',
    fields,
  });

/**
 * Converts the errors of Ajv. Only names that the schema declares and positions in lists are returned: any other name comes
 * from the client, and may be personal, secret or huge.
 *
 * @param declared  the names of all properties in the schema
 * @returns at most {@link MAX_ERRORS} errors, each once
 */
export function toFieldErrors(
  errors: readonly (ErrorObject | undefined)[],
  declared: ReadonlySet<string>,
): FieldError[] {
  const found = new Map<string, FieldError>();
  for (const error of errors) {
    if (found.size === MAX_ERRORS) break;
    // A condition reports its own failure next to that of the keyword that failed.
    if (!error || error.keyword === 'if') continue;
    const fieldError = toFieldError(error, declared);
    found.set(`${fieldError.field} ${fieldError.message}`, fieldError);
  }
  return [...found.values()];
}

// Ajv reports a missing property at the object that lacks it: point to the property itself.
function toFieldError(
  { instancePath, keyword, params, message = 'is invalid' }: ErrorObject,
  declared: ReadonlySet<string>,
): FieldError {
  const missing = params['missingProperty'] as string | undefined;
  const path = missing === undefined ? instancePath : `${instancePath}/${missing}`;
  const field = path
    .split('/')
    .map((name) => (name === '' || declared.has(unescape(name)) || POSITION.test(name) ? name : '*'))
    .join('/');
  const words = keyword === 'format' ? formatMessages[params['format'] as string] : undefined;
  return { field, message: words ?? message };
}

const POSITION = /^\d{1,6}$/;

// https://www.rfc-editor.org/rfc/rfc6901#section-4
const unescape = (name: string): string => name.replaceAll('~1', '/').replaceAll('~0', '~');
