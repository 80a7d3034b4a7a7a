import { formats, NORMALIZE, NORMALIZE_OBJECT } from '#libs/schema';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
/** A JSON Schema document: plain JSON. */
export type Schema = { [key: string]: Json };

const DRAFT_4 = 'http://json-schema.org/draft-04/schema#';

/** Annotations, which API Gateway ignores and of which draft 4 lacks most. */
const annotations = new Set(
  (
    '$id $schema $comment $defs definitions title examples default readOnly writeOnly deprecated ' +
    'contentMediaType contentEncoding contentSchema'
  ).split(' '),
);

/** Keywords that draft 4 lacks: the function alone checks conditions, and normalizes. */
const checkedByFunction = new Set(['if', 'then', 'else', NORMALIZE_OBJECT]);

const subschema = new Set(['not', 'additionalProperties', 'additionalItems']);
const subschemaLists = new Set(['allOf', 'anyOf', 'oneOf']);
const subschemaMaps = new Set(['properties', 'patternProperties']);

/** Keywords with the same meaning in both drafts. */
const unchanged = new Set(
  (
    'type enum description required pattern minLength maxLength multipleOf ' +
    'minItems maxItems uniqueItems minProperties maxProperties'
  ).split(' '),
);

/**
 * Converts a schema (JSON Schema 2020-12, as TypeBox writes it) to an API Gateway model, which is draft 4:
 * references inlined, `const` as `enum`, exclusive limits in their boolean form.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 *
 * @param schema  the schema of a request body
 * @returns a schema that accepts exactly the same values, or more where the function normalizes or has conditions
 * @throws CommandError if the schema has a keyword that draft 4 cannot express
 */
export function apiGatewayModel(schema: object): Schema {
  const plain = JSON.parse(JSON.stringify(schema)) as Schema;
  return { $schema: DRAFT_4, ...asObject(convert(plain, { root: plain, pointer: '', openReferences: [] })) };
}

interface Context {
  readonly root: Schema;
  /** The JSON pointer of the schema, for messages. */
  readonly pointer: string;
  /** The references that are currently being inlined, to detect recursion. */
  readonly openReferences: readonly string[];
}

const at = (context: Context, step: string | number): Context => ({
  ...context,
  pointer: `${context.pointer}/${step}`,
});

/** Draft 4 has no boolean schemas except under additionalProperties and additionalItems. */
const asObject = (schema: Json): Schema =>
  schema === true ? {} : schema === false ? { not: {} } : (schema as Schema);

function convert(schema: Json, context: Context): Json {
  if (typeof schema === 'boolean') return schema;
  const { $ref, ...own } = schema as Schema;
  if (NORMALIZE in own) return beforeNormalization(own);
  const converted: Schema = {};
  for (const [keyword, value] of Object.entries(own).filter(([name]) => !checkedByFunction.has(name)))
    Object.assign(converted, convertKeyword(keyword, value!, own, context));
  const result = enumOfConstants(converted);
  return $ref === undefined ? result : withReferenced(result, inlineReference($ref as string, context));
}

/**
 * The function normalizes a text before it validates it: ` WELCOME10 ` fits after its spaces are removed. API Gateway sees
 * the text as it was sent, so the model checks only the type.
 */
const beforeNormalization = ({ type, description }: Schema): Schema => ({
  ...(type !== undefined && { type }),
  ...(description !== undefined && { description }),
});

function convertKeyword(keyword: string, value: Json, siblings: Schema, context: Context): Schema {
  const inside = at(context, keyword);
  if (annotations.has(keyword)) return {};
  if (unchanged.has(keyword)) return { [keyword]: value };
  if (subschema.has(keyword)) {
    const converted = convert(value, inside);
    return { [keyword]: keyword === 'not' ? asObject(converted) : converted };
  }
  if (subschemaLists.has(keyword)) {
    return { [keyword]: (value as Json[]).map((item, index) => asObject(convert(item, at(inside, index)))) };
  }
  if (subschemaMaps.has(keyword)) {
    const entries = Object.entries(value as Schema);
    return {
      [keyword]: Object.fromEntries(
        entries.map(([name, item]) => [name, asObject(convert(item!, at(inside, name)))]),
      ),
    };
  }
  switch (keyword) {
    case 'format':
      return format(value as string);
    case 'const':
      return { enum: [value] };
    case 'minimum':
    case 'exclusiveMinimum':
      return lowerLimit(siblings);
    case 'maximum':
    case 'exclusiveMaximum':
      return upperLimit(siblings);
    case 'prefixItems':
      return { items: (value as Json[]).map((item, index) => asObject(convert(item, at(inside, index)))) };
    case 'items':
      return items(value, siblings, inside);
    case 'dependentRequired':
      return { dependencies: value };
    default:
      throw new CommandError(
        `API Gateway models (draft 4) do not support "${keyword}" (at ${context.pointer || '/'}). Declare the body without it.`,
      );
  }
}

/** API Gateway does not know the formats of this project: their patterns replace them. */
function format(name: string): Schema {
  const known = formats[name as keyof typeof formats];
  return known instanceof RegExp ? { pattern: known.source } : { format: name };
}

/** If both limits are present, the stricter one applies; for equal numbers that is the exclusive one. */
function lowerLimit({ minimum, exclusiveMinimum }: Schema): Schema {
  if (typeof exclusiveMinimum !== 'number') return { minimum: minimum! };
  const excludes = typeof minimum !== 'number' || exclusiveMinimum >= minimum;
  return excludes ? { minimum: exclusiveMinimum, exclusiveMinimum: true } : { minimum: minimum! };
}

function upperLimit({ maximum, exclusiveMaximum }: Schema): Schema {
  if (typeof exclusiveMaximum !== 'number') return { maximum: maximum! };
  const excludes = typeof maximum !== 'number' || exclusiveMaximum <= maximum;
  return excludes ? { maximum: exclusiveMaximum, exclusiveMaximum: true } : { maximum: maximum! };
}

function items(value: Json, siblings: Schema, inside: Context): Schema {
  const converted = Array.isArray(value)
    ? value.map((item, index) => asObject(convert(item, at(inside, index))))
    : convert(value, inside);
  if ('prefixItems' in siblings) return { additionalItems: converted };
  if (converted === true) return {};
  return converted === false ? { maxItems: 0 } : { items: converted };
}

/** Converts a union of literals to one enumeration, which has a better error message. */
function enumOfConstants(schema: Schema): Schema {
  const { anyOf, ...rest } = schema;
  if (!Array.isArray(anyOf) || 'type' in rest || 'enum' in rest) return schema;
  const options = anyOf as Schema[];
  const constant = ({ enum: values, type, ...more }: Schema) =>
    Array.isArray(values) &&
    typeof type === 'string' &&
    Object.keys(more).length === 0 &&
    type === options[0]!['type'];
  if (options.length === 0 || !options.every(constant)) return schema;
  return {
    ...rest,
    type: options[0]!['type']!,
    enum: [...new Set(options.flatMap((option) => option['enum'] as Json[]))],
  };
}

function inlineReference($ref: string, context: Context): Json {
  if (context.openReferences.includes($ref)) {
    throw new CommandError(
      `"${$ref}" refers to itself (at ${context.pointer || '/'}). API Gateway models cannot be recursive.`,
    );
  }
  const target = $ref.startsWith('#') ? resolvePointer($ref.slice(1), context.root) : undefined;
  if (target === undefined) {
    throw new CommandError(
      `"${$ref}" (at ${context.pointer || '/'}) does not exist in the schema. Fix the reference.`,
    );
  }
  return convert(target, { ...context, openReferences: [...context.openReferences, $ref] });
}

const resolvePointer = (pointer: string, root: Schema): Json | undefined =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<Json | undefined>((value, step) => (value as Schema | undefined)?.[step], root);

/** Draft 4 ignores the keywords next to a reference; 2020-12 does not. */
const withReferenced = (siblings: Schema, referenced: Json): Json =>
  Object.keys(siblings).length === 0 ? referenced : { allOf: [siblings, asObject(referenced)] };
