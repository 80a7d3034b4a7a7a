import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { ParameterType } from './http-request.ts';

/**
 * Creates the middleware that normalizes the parameters of a proxy event for validation: objects instead of null, header
 * names in lower case, and query values converted to their declared types. A malformed value remains a string, which the
 * validator rejects.
 */
export const readParameters = (
  queryTypes: Readonly<Record<string, ParameterType>>,
): MiddlewareObj<APIGatewayProxyEvent> => ({
  before: ({ event }) => {
    event.headers = toLowerCaseNames(event.headers ?? {});
    event.pathParameters ??= {};
    event.queryStringParameters = event.queryStringParameters
      ? (toTypes(event.queryStringParameters, queryTypes) as never)
      : {};
  },
});

// Clients send few names, so most are converted once. Any name can be sent, so the number of them is limited.
const lowerCaseNames = new Map<string, string>();
const MAX_NAMES = 256;

function toLowerCaseNames<T>(headers: Readonly<Record<string, T>>): Record<string, T> {
  const converted: Record<string, T> = {};
  for (const name in headers) {
    let lower = lowerCaseNames.get(name);
    if (lower === undefined) {
      lower = name.toLowerCase();
      if (lowerCaseNames.size < MAX_NAMES) lowerCaseNames.set(name, lower);
    }
    converted[lower] = headers[name] as T;
  }
  return converted;
}

function toTypes(
  query: Readonly<Record<string, string | undefined>>,
  types: Readonly<Record<string, ParameterType>>,
): Record<string, unknown> {
  const typeOf = (name: string) => (Object.hasOwn(types, name) && types[name]) || 'string';
  const read = Object.entries(query).map(([name, value]) => [name, parseAs(typeOf(name), value ?? '')]);
  return Object.fromEntries(read) as Record<string, unknown>;
}

function parseAs(type: ParameterType, text: string): unknown {
  if (type === 'boolean') return { true: true, false: false }[text] ?? text;
  if (type === 'string' || !/^-?\d+(\.\d+)?$/.test(text)) return text;
  return Number(text);
}
