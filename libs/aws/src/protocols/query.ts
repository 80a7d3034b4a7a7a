import type { ErrorResponse } from '../aws-error.ts';
import type { HttpResponse } from '../http/transport.ts';
import { parseXml, textAt } from './xml.ts';

/** A parameter: text, a list or a map by name. */
export type QueryValue = string | undefined | readonly QueryValue[] | { readonly [name: string]: QueryValue };

/**
 * Encodes the body of a query request: a list is `Name.member.1`, a structure `Name.Field`.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export const toQueryBody = (parameters: Readonly<Record<string, QueryValue>>): string =>
  flatten('', parameters)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');

function flatten(prefix: string, value: QueryValue): [string, string][] {
  if (value === undefined) return [];
  if (typeof value === 'string') return [[prefix, value]];
  if (isList(value))
    return value.flatMap((member, index) => flatten(`${prefix}.member.${index + 1}`, member));
  return Object.entries(value).flatMap(([name, member]) =>
    flatten(prefix === '' ? name : `${prefix}.${name}`, member),
  );
}

const isList = (value: QueryValue): value is readonly QueryValue[] => Array.isArray(value);

const encode = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Reads an error response: `<ErrorResponse><Error><Code>…</Code><Message>…</Message></Error></ErrorResponse>`. */
export function parseQueryError({ body }: HttpResponse): ErrorResponse {
  const document = parseXml(body);
  const field = (name: string) => textAt(document, 'ErrorResponse', 'Error', name);
  return { name: field('Code') ?? 'Unknown', message: field('Message') ?? 'UnknownError' };
}
