import { canonical } from '../packages/content-hash.ts';
import type { JsonSchema } from './declared-contracts.ts';
import {
  arrayMisfits,
  here,
  numberMisfits,
  objectMisfits,
  stringMisfits,
  type At,
} from './keyword-misfits.ts';
import { accepts, finiteValues, typesOf, type PlainSchema } from './schema-values.ts';

/** Keywords that say nothing about which values fit. */
const annotations = new Set(
  '$id $schema $comment title description default examples deprecated readOnly writeOnly'.split(' '),
);
/** Keywords that the comparison knows. Any other is only accepted where both sides have the same. */
const known = new Set(
  (
    'type const enum anyOf oneOf allOf minLength maxLength pattern format minimum maximum exclusiveMinimum exclusiveMaximum ' +
    'multipleOf properties required additionalProperties minProperties maxProperties items prefixItems minItems maxItems uniqueItems'
  ).split(' '),
);

/**
 * Whether everything that one side may send is accepted by the other.
 *
 * A sender is taken to send only the properties that its schema declares: that is what lets a receiver add an optional
 * one. Where the comparison cannot tell, it answers that it does not fit.
 *
 * @param sent      schema of the sender
 * @param accepted  schema of the receiver, which validates with Ajv and fills in defaults
 * @returns one line for each value that may be sent and is not accepted; none when all is
 */
export function misfits(
  sent: JsonSchema,
  accepted: JsonSchema,
  at: At = { path: '', insideUnion: false },
): string[] {
  if (sent === false || accepted === true || canonical(sent) === canonical(accepted)) return [];
  const [from, to] = [plain(sent), plain(accepted)];
  if (to === undefined) return [`${here(at)} may be sent, but is not accepted`];
  if (from === undefined) return [];
  const values = finiteValues(from);
  if (values) return values.filter((value) => !accepts(to, value)).map((value) => valueMisfit(at, value));
  const senders = branchesOf(from);
  if (senders) return senders.flatMap((each) => misfits(each, to, at));
  return combinedMisfits(from, to, at) ?? singleMisfits(from, to, at);
}

/** Annotations do not matter; `true` is a schema without keywords, `false` is none. */
function plain(schema: JsonSchema): PlainSchema | undefined {
  if (schema === false) return undefined;
  if (schema === true) return {};
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !annotations.has(keyword)));
}

/** What is sent is one of these: the alternatives of a union, or the types of a list of types. */
function branchesOf(sent: PlainSchema): JsonSchema[] | undefined {
  for (const union of ['anyOf', 'oneOf'] as const) {
    const { [union]: branches, ...rest } = sent;
    if (Array.isArray(branches)) return branches.map((branch: JsonSchema) => joined(rest, branch));
  }
  const { type } = sent;
  return Array.isArray(type) && type.length > 1
    ? type.map((each: string) => ({ ...sent, type: each }))
    : undefined;
}

/** Keywords beside a union hold for each branch; where both say something, one of the two is enough to go by. */
const joined = (beside: PlainSchema, branch: JsonSchema): JsonSchema =>
  typeof branch === 'boolean' ? branch && beside : { ...beside, ...branch };

/** Unions and intersections of the receiver, and intersections of the sender. */
function combinedMisfits(from: PlainSchema, to: PlainSchema, at: At): string[] | undefined {
  const { allOf: all, anyOf: any, oneOf: one, ...rest } = to;
  if (Array.isArray(one))
    return [`${here(at)} is accepted by exactly one of several schemas, which cannot be compared`];
  if (Array.isArray(all)) return [rest, ...(all as JsonSchema[])].flatMap((each) => misfits(from, each, at));
  if (Array.isArray(any)) {
    const inside = { ...at, insideUnion: true };
    const branches = any as JsonSchema[];
    const fits = branches.some((branch) => misfits(from, branch, inside).length === 0);
    return [...(fits ? [] : [`${here(at)} fits none of what is accepted`]), ...misfits(from, rest, at)];
  }
  const { allOf: parts, ...beside } = from;
  if (!Array.isArray(parts)) return undefined;
  const attempts = [beside, ...(parts as JsonSchema[])].map((each) => misfits(each, to, at));
  return attempts.find((each) => each.length === 0) ?? attempts[0]!;
}

function singleMisfits(from: PlainSchema, to: PlainSchema, at: At): string[] {
  const unknown = Object.keys(to).filter(
    (keyword) => !known.has(keyword) && canonical(from[keyword] ?? null) !== canonical(to[keyword]),
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
    ...(types.includes('string') ? stringMisfits(from, to, at) : []),
    ...(types.includes('number') || types.includes('integer') ? numberMisfits(from, to, at) : []),
    ...(types.includes('array') ? arrayMisfits(from, to, at, misfits) : []),
    ...(types.includes('object') ? objectMisfits(from, to, at, misfits) : []),
  ];
}

const valueMisfit = (at: At, value: unknown): string =>
  `${here(at)} may be ${JSON.stringify(value)}, which is not accepted`;
