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
    event.pathParameters = event.pathParameters ?? {};
    const query = Object.entries(event.queryStringParameters ?? {});
    const typeOf = (name: string) => (Object.hasOwn(queryTypes, name) && queryTypes[name]) || 'string';
    const read = query.map(([name, value]) => [name, parseAs(typeOf(name), value ?? '')]);
    event.queryStringParameters = Object.fromEntries(read);
  },
});

const toLowerCaseNames = <T>(headers: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function parseAs(type: ParameterType, text: string): unknown {
  if (type === 'boolean') return { true: true, false: false }[text] ?? text;
  if (type === 'string' || !/^-?\d+(\.\d+)?$/.test(text)) return text;
  return Number(text);
}
