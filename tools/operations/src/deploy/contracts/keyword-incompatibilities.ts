import type { JsonSchema } from './declared-contracts.ts';
import { accepts, type PlainSchema } from './schema-values.ts';

/** Where in the value a comparison is, and whether Ajv fills in defaults there: it does not inside of a union. */
export interface At {
  readonly path: string;
  readonly insideUnion: boolean;
}

/** Compares parts with `schemaIncompatibilities`. */
type Compare = (sent: JsonSchema, accepted: JsonSchema, at: At) => string[];

export const here = ({ path }: At): string => path || 'it';

/** Lengths in characters; a pattern or format is only known to hold where the sender has the same. */
export const stringIncompatibilities = (from: PlainSchema, to: PlainSchema, at: At): string[] => [
  ...rangeIncompatibilities(from, to, ['minLength', 'maxLength'], at),
  ...['pattern', 'format']
    .filter((keyword) => to[keyword] !== undefined && to[keyword] !== from[keyword])
    .map(
      (keyword) =>
        `${here(at)} is accepted only in ${keyword} ${String(to[keyword])}, which is not sent for certain`,
    ),
];

export function numberIncompatibilities(from: PlainSchema, to: PlainSchema, at: At): string[] {
  const [lowest, highest] = [boundOf(from, 'min'), boundOf(from, 'max')];
  const [floor, ceiling] = [boundOf(to, 'min'), boundOf(to, 'max')];
  const step = to['multipleOf'] as number | undefined;
  const ownStep = (from['multipleOf'] ?? (from['type'] === 'integer' ? 1 : undefined)) as number | undefined;
  return [
    ...(isBeyond(floor, lowest, 1) ? [`${here(at)} may be less than what is accepted (${floor.value})`] : []),
    ...(isBeyond(ceiling, highest, -1)
      ? [`${here(at)} may be more than what is accepted (${ceiling.value})`]
      : []),
    ...(step !== undefined && (ownStep === undefined || ownStep % step !== 0)
      ? [`${here(at)} is accepted only in multiples of ${step}`]
      : []),
  ];
}

interface Bound {
  readonly value: number;
  readonly exclusive: boolean;
}

/** The tighter one of the inclusive and the exclusive bound. */
function boundOf(schema: PlainSchema, side: 'min' | 'max'): Bound {
  const sign = side === 'min' ? 1 : -1;
  const [plain, strict] = side === 'min' ? ['minimum', 'exclusiveMinimum'] : ['maximum', 'exclusiveMaximum'];
  const inclusive = { value: (schema[plain!] as number | undefined) ?? -sign * Infinity, exclusive: false };
  const exclusive = { value: (schema[strict!] as number | undefined) ?? -sign * Infinity, exclusive: true };
  return sign * (exclusive.value - inclusive.value) >= 0 && Number.isFinite(exclusive.value)
    ? exclusive
    : inclusive;
}

/** Whether the receiver's bound cuts off something that the sender's lets through. */
const isBeyond = (wanted: Bound, given: Bound, sign: number): boolean =>
  Number.isFinite(wanted.value) &&
  (!Number.isFinite(given.value) ||
    sign * (wanted.value - given.value) > 0 ||
    (wanted.value === given.value && wanted.exclusive && !given.exclusive));

export function arrayIncompatibilities(
  from: PlainSchema,
  to: PlainSchema,
  at: At,
  compare: Compare,
): string[] {
  const [ownPrefix, prefix] = [from, to].map(({ prefixItems }) => (prefixItems ?? []) as JsonSchema[]) as [
    JsonSchema[],
    JsonSchema[],
  ];
  const [ownItems, items] = [from, to].map(({ items: each }) => (each ?? true) as JsonSchema) as [
    JsonSchema,
    JsonSchema,
  ];
  const positions = Array.from(
    { length: Math.max(prefix.length, ownPrefix.length) },
    (_none, index) => index,
  );
  return [
    ...rangeIncompatibilities(from, to, ['minItems', 'maxItems'], at),
    ...(to['uniqueItems'] === true && from['uniqueItems'] !== true
      ? [`${here(at)} may hold something twice`]
      : []),
    ...positions.flatMap((index) =>
      compare(ownPrefix[index] ?? ownItems, prefix[index] ?? items, inside(at, `[${index}]`)),
    ),
    ...compare(from['maxItems'] === 0 ? false : ownItems, items, inside(at, '[]')),
  ];
}

export function objectIncompatibilities(
  from: PlainSchema,
  to: PlainSchema,
  at: At,
  compare: Compare,
): string[] {
  const [sent, accepted] = [propertiesOf(from), propertiesOf(to)];
  const sure = (from['required'] ?? []) as string[];
  const wanted = (to['required'] ?? []) as string[];
  const isFilledIn = (name: string) => !at.insideUnion && hasDefaultThatFits(accepted[name]);
  return [
    ...wanted
      .filter((name) => !sure.includes(name) && !isFilledIn(name))
      .map((name) =>
        name in sent
          ? `${inside(at, name).path} may be missing, and is required`
          : `${inside(at, name).path} is required, and is not sent`,
      ),
    ...propertyIncompatibilities(from, to, at, compare),
    ...rangeIncompatibilities(
      { minProperties: sure.length, ...from },
      to,
      ['minProperties', 'maxProperties'],
      at,
    ),
  ];
}

const hasDefaultThatFits = (schema: JsonSchema | undefined): boolean =>
  typeof schema === 'object' && 'default' in schema && accepts(schema, schema['default']);

/** Named properties, those with a name by a pattern, and the rest: each of the sender's meets what the receiver has for it. */
function propertyIncompatibilities(from: PlainSchema, to: PlainSchema, at: At, compare: Compare): string[] {
  const [sent, accepted] = [propertiesOf(from), propertiesOf(to)];
  const [ownPatterns, patterns] = [getPatterns(from), getPatterns(to)];
  const rest = (to['additionalProperties'] ?? true) as JsonSchema;
  const ownRest = (from['additionalProperties'] ?? false) as JsonSchema;
  const meets = (schema: JsonSchema, others: readonly JsonSchema[], name: string) =>
    others.flatMap((other) => compare(schema, other, inside(at, name)));
  const unsaid = Object.keys(accepted).filter((name) => !Object.hasOwn(sent, name));
  return [
    ...Object.entries(sent).flatMap(([name, schema]) => {
      const named = [
        ...(Object.hasOwn(accepted, name) ? [accepted[name]!] : []),
        ...Object.keys(patterns).flatMap((pattern) => (fits(name, pattern) ? [patterns[pattern]!] : [])),
      ];
      return meets(schema, named.length > 0 ? named : [rest], name);
    }),
    ...Object.entries(ownPatterns).flatMap(([pattern, schema]) => [
      ...unsaid
        .filter((name) => fits(name, pattern))
        .flatMap((name) => meets(schema, [accepted[name]!], name)),
      // Two patterns may match the same names.
      ...meets(schema, [...Object.values(patterns), ...(pattern in patterns ? [] : [rest])], pattern),
    ]),
    ...unsaid
      .filter((name) => !Object.keys(ownPatterns).some((pattern) => fits(name, pattern)))
      .flatMap((name) => meets(ownRest, [accepted[name]!], name)),
    ...Object.entries(patterns)
      .filter(([pattern]) => !(pattern in ownPatterns))
      .flatMap(([pattern, schema]) => meets(ownRest, [schema], pattern)),
    ...meets(ownRest, [rest], '*'),
  ];
}

/** As Ajv reads a pattern: anywhere in the name, in Unicode mode. */
const fits = (name: string, pattern: string): boolean => new RegExp(pattern, 'u').test(name);

const getPatterns = ({ patternProperties }: PlainSchema) =>
  (patternProperties ?? {}) as Readonly<Record<string, JsonSchema>>;

const propertiesOf = ({ properties }: PlainSchema) =>
  (properties ?? {}) as Readonly<Record<string, JsonSchema>>;

const inside = (at: At, step: string): At => ({
  ...at,
  path: step.startsWith('[') || !at.path ? at.path + step : `${at.path}.${step}`,
});

function rangeIncompatibilities(
  from: PlainSchema,
  to: PlainSchema,
  [lower, upper]: readonly [string, string],
  at: At,
): string[] {
  const number = (schema: PlainSchema, keyword: string, otherwise: number) =>
    (schema[keyword] as number | undefined) ?? otherwise;
  const tooLittle = number(from, lower, 0) < number(to, lower, 0);
  const tooMuch = number(from, upper, Infinity) > number(to, upper, Infinity);
  return [
    ...(tooLittle ? [`${here(at)} may be below the ${lower} of ${String(to[lower])} that is accepted`] : []),
    ...(tooMuch ? [`${here(at)} may be above the ${upper} of ${String(to[upper])} that is accepted`] : []),
  ];
}
