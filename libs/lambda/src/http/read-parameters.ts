import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { ParameterForm } from './http-request.ts';

/**
 * Brings the parameters of a proxy event into the form that schemas describe: objects instead of null,
 * header names in lower case, query values as what they are declared to be. A value that does not read
 * as its form stays a string, for the validator to refuse by name.
 */
export const readParameters = (
  queryForms: Readonly<Record<string, ParameterForm>>,
): MiddlewareObj<APIGatewayProxyEvent> => ({
  before: ({ event }) => {
    event.headers = lowerCased(event.headers ?? {});
    event.pathParameters = event.pathParameters ?? {};
    const query = Object.entries(event.queryStringParameters ?? {});
    const read = query.map(([name, value]) => [name, readAs(queryForms[name] ?? 'string', value ?? '')]);
    event.queryStringParameters = Object.fromEntries(read);
  },
});

const lowerCased = <T>(headers: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function readAs(form: ParameterForm, text: string): unknown {
  if (form === 'boolean') return { true: true, false: false }[text] ?? text;
  if (form === 'string' || !/^-?\d+(\.\d+)?$/.test(text)) return text;
  return Number(text);
}
