import { canonical } from '../packages/content-hash.ts';
import type { JsonSchema } from './declared-contracts.ts';
import type { PlainSchema } from './schema-values.ts';

/** Keywords that say nothing about which values fit. */
const annotations = new Set(
  '$id $schema $comment title description default examples deprecated readOnly writeOnly'.split(' '),
);

/** Intersections multiply unions. No real contract reaches this limit. */
const MAX_ALTERNATIVES = 200;

/**
 * @param schema  of a sender
 * @returns schemas without unions, intersections and lists of types, one of which each value fits that fits the schema;
 *   none where nothing fits, and undefined where there are too many to look at
 */
export function alternativesOf(schema: JsonSchema): PlainSchema[] | undefined {
  const { allOf, anyOf, oneOf, ...rest } = plain(schema) ?? { allOf: [false] };
  const unions = [anyOf, oneOf].filter(Array.isArray).map((branches) => unionOf(branches as JsonSchema[]));
  const parts = [...unions, ...((allOf ?? []) as JsonSchema[]).map(alternativesOf)];
  return parts.reduce<PlainSchema[] | undefined>(eachOfBoth, [rest])?.flatMap(oneForEachType);
}

function eachOfBoth(
  lefts: PlainSchema[] | undefined,
  rights: PlainSchema[] | undefined,
): PlainSchema[] | undefined {
  if (!lefts || !rights || lefts.length * rights.length > MAX_ALTERNATIVES) return undefined;
  return lefts
    .flatMap((left) => rights.map((right) => both(left, right)))
    .filter((merged) => merged !== undefined);
}

function unionOf(branches: readonly JsonSchema[]): PlainSchema[] | undefined {
  const alternatives = branches.map(alternativesOf);
  return alternatives.some((each) => each === undefined) ? undefined : alternatives.flatMap((each) => each!);
}

/** @returns a schema without annotations; `true` is one without keywords, and `false` is none */
export function plain(schema: JsonSchema): PlainSchema | undefined {
  if (schema === false) return undefined;
  if (schema === true) return {};
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !annotations.has(keyword)));
}

const oneForEachType = (schema: PlainSchema): PlainSchema[] =>
  Array.isArray(schema['type']) ? schema['type'].map((type: unknown) => ({ ...schema, type })) : [schema];

/**
 * The values that match both schemas. If no single schema expresses them, it matches more, which never hides an
 * incompatibility.
 *
 * @returns undefined when no value matches both
 */
function both(left: PlainSchema, right: PlainSchema): PlainSchema | undefined {
  const merged: Record<string, unknown> = { ...right, ...left };
  for (const [keyword, tighter] of Object.entries(tighterOf))
    if (keyword in left && keyword in right)
      merged[keyword] = tighter(left[keyword] as never, right[keyword] as never);
  const values = [left, right].map(listed).filter((each) => each !== undefined);
  if (values.length > 0) {
    delete merged['const'];
    merged['enum'] = values.length === 2 ? shared(values[0]!, values[1]!) : values[0];
  }
  if ('prefixItems' in left || 'prefixItems' in right) Object.assign(merged, itemsOf(left, right));
  return [merged['type'], merged['enum']].some((list) => Array.isArray(list) && list.length === 0)
    ? undefined
    : merged;
}

const listed = ({ const: one, enum: several }: PlainSchema): unknown[] | undefined =>
  one === undefined ? (several as unknown[] | undefined) : [one];

const shared = (left: readonly unknown[], right: readonly unknown[]): unknown[] =>
  left.filter((value) => right.some((other) => canonical(other) === canonical(value)));

/** `items` means what comes after `prefixItems`, so the two only go together. */
function itemsOf(left: PlainSchema, right: PlainSchema): PlainSchema {
  const { prefixItems, items = true } = 'prefixItems' in left ? left : right;
  return { prefixItems, items };
}

type Tighter = (left: never, right: never) => unknown;
const higher = (left: number, right: number) => Math.max(left, right);
const lower = (left: number, right: number) => Math.min(left, right);
const each = (left: JsonSchema, right: JsonSchema): JsonSchema =>
  canonical(left) === canonical(right) ? left : { allOf: [left, right] };
const eachOf = (left: Record<string, JsonSchema>, right: Record<string, JsonSchema>) => ({
  ...right,
  ...Object.fromEntries(
    Object.entries(left).map(([name, schema]) => [
      name,
      Object.hasOwn(right, name) ? each(schema, right[name]!) : schema,
    ]),
  ),
});

/** Keywords that both sides have; of any other, one side's is enough to go by. */
const tighterOf: Readonly<Record<string, Tighter>> = {
  ...Object.fromEntries(
    'minLength minimum exclusiveMinimum minItems minProperties'
      .split(' ')
      .map((keyword) => [keyword, higher]),
  ),
  ...Object.fromEntries(
    'maxLength maximum exclusiveMaximum maxItems maxProperties'.split(' ').map((keyword) => [keyword, lower]),
  ),
  type: sharedTypes,
  required: (left: string[], right: string[]) => [...new Set([...left, ...right])],
  properties: eachOf,
  patternProperties: eachOf,
  additionalProperties: each,
  items: each,
  uniqueItems: (left: boolean, right: boolean) => left || right,
};

function sharedTypes(left: string | string[], right: string | string[]): string | string[] {
  const [ours, theirs] = [[left].flat(), [right].flat()];
  const isIn = (type: string, types: readonly string[]) =>
    types.includes(type) || (type === 'integer' && types.includes('number'));
  const common = [...ours.filter((type) => isIn(type, theirs)), ...theirs.filter((type) => isIn(type, ours))];
  const types = [...new Set(common)];
  return types.length === 1 ? types[0]! : types;
}
