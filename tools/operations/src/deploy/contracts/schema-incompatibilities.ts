import { canonical } from '../packages/content-hash.ts';
import { alternativesOf, plain } from './alternatives.ts';
import type { JsonSchema } from './declared-contracts.ts';
import {
  arrayIncompatibilities,
  here,
  numberIncompatibilities,
  objectIncompatibilities,
  stringIncompatibilities,
  type At,
} from './keyword-incompatibilities.ts';
import { accepts, finiteValues, typesOf, type PlainSchema } from './schema-values.ts';

/**
 * Keywords that the comparison knows. Any other is only accepted where both sides have the same, and `unevaluated…`
 * never, for what that means depends on the keywords around it.
 */
const known = new Set(
  (
    'type const enum anyOf oneOf allOf minLength maxLength pattern format minimum maximum exclusiveMinimum exclusiveMaximum ' +
    'multipleOf properties patternProperties required additionalProperties minProperties maxProperties items prefixItems minItems maxItems uniqueItems'
  ).split(' '),
);

/**
 * Compares the values that a sender may send with those that a receiver accepts.
 *
 * A sender is taken to send only the properties that its schema declares: that is what lets a receiver add an optional
 * one. It reports an incompatibility when it cannot compare.
 *
 * @param sent      schema of the sender
 * @param accepted  schema of the receiver, which validates with Ajv and fills in defaults
 * @returns one line for each value that may be sent and is not accepted; none when all is
 */
export function schemaIncompatibilities(
  sent: JsonSchema,
  accepted: JsonSchema,
  at: At = { path: '', insideUnion: false },
): string[] {
  if (sent === false || accepted === true || canonical(sent) === canonical(accepted)) return [];
  const [from, to] = [alternativesOf(sent), plain(accepted)];
  if (from === undefined) return [`${here(at)} is sent in more forms than can be compared, unions of unions`];
  if (to === undefined) return from.length > 0 ? [`${here(at)} may be sent, but is not accepted`] : [];
  return [...new Set(from.flatMap((each) => alternativeIncompatibilities(each, to, at)))];
}

function alternativeIncompatibilities(from: PlainSchema, to: PlainSchema, at: At): string[] {
  const values = finiteValues(from);
  if (values)
    return values.filter((value) => !accepts(to, value)).map((value) => valueIncompatibility(at, value));
  return combinedIncompatibilities(from, to, at) ?? singleIncompatibilities(from, to, at);
}

/** Unions and intersections of the receiver. */
function combinedIncompatibilities(from: PlainSchema, to: PlainSchema, at: At): string[] | undefined {
  const { allOf: all, anyOf: any, oneOf: one, ...rest } = to;
  if (Array.isArray(one))
    return [`${here(at)} is accepted by exactly one of several schemas, which cannot be compared`];
  if (Array.isArray(all)) {
    const { allOf: _parts, ...remainder } = to;
    return [remainder, ...(all as JsonSchema[])].flatMap((each) => schemaIncompatibilities(from, each, at));
  }
  if (!Array.isArray(any)) return undefined;
  const inside = { ...at, insideUnion: true };
  const branches = any as JsonSchema[];
  const fits = branches.some((branch) => schemaIncompatibilities(from, branch, inside).length === 0);
  return [
    ...(fits ? [] : [`${here(at)} fits none of what is accepted`]),
    ...schemaIncompatibilities(from, rest, at),
  ];
}

function singleIncompatibilities(from: PlainSchema, to: PlainSchema, at: At): string[] {
  const unknown = Object.keys(to).filter(
    (keyword) =>
      !known.has(keyword) &&
      (keyword.startsWith('unevaluated') || canonical(from[keyword] ?? null) !== canonical(to[keyword])),
  );
  if (unknown.length > 0)
    return [`${here(at)} is restricted by ${unknown.join(', ')}, which cannot be compared`];
  if ('const' in to || 'enum' in to)
    return [
      `${here(at)} may be anything of type ${typesOf(from).join(' or ')}, and only certain values are accepted`,
    ];
  const [types, wanted] = [typesOf(from), typesOf(to)];
  const strange = types.filter(
    (type) => !wanted.includes(type) && !(type === 'integer' && wanted.includes('number')),
  );
  if (strange.length > 0)
    return [`${here(at)} may be of type ${strange.join(' or ')}, and ${wanted.join(' or ')} is accepted`];
  return [
    ...(types.includes('string') ? stringIncompatibilities(from, to, at) : []),
    ...(types.includes('number') || types.includes('integer') ? numberIncompatibilities(from, to, at) : []),
    ...(types.includes('array') ? arrayIncompatibilities(from, to, at, schemaIncompatibilities) : []),
    ...(types.includes('object') ? objectIncompatibilities(from, to, at, schemaIncompatibilities) : []),
  ];
}

const valueIncompatibility = (at: At, value: unknown): string =>
  `${here(at)} may be ${JSON.stringify(value)}, which is not accepted`;
