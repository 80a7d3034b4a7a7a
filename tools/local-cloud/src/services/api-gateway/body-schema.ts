import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

type Schema = Readonly<Record<string, unknown>>;

const MODEL_URL = /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/(?<name>\w+)$/;
const HOLDS_SCHEMA = ['items', 'additionalItems', 'additionalProperties', 'not'];
const HOLDS_SCHEMAS = ['allOf', 'anyOf', 'oneOf'];
const HOLDS_NAMED_SCHEMAS = ['properties', 'patternProperties', 'definitions', 'dependencies'];

/**
 * Converts a schema from draft 4, which API Gateway uses, to draft 7, which Ajv supports: `id` becomes `$id`, and an exclusive
 * limit becomes a number. References to other models become `NAME`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function draft7(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(draft7);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $schema: _, id, exclusiveMinimum, exclusiveMaximum, ...rest } = schema as Schema;
  const converted: Record<string, unknown> = { ...rest };
  if (typeof id === 'string') converted.$id = id;
  limit(converted, 'minimum', 'exclusiveMinimum', exclusiveMinimum);
  limit(converted, 'maximum', 'exclusiveMaximum', exclusiveMaximum);
  if (typeof rest.$ref === 'string') converted.$ref = MODEL_URL.exec(rest.$ref)?.groups?.name ?? rest.$ref;
  for (const key of [...HOLDS_SCHEMA, ...HOLDS_SCHEMAS]) if (key in rest) converted[key] = draft7(rest[key]);
  for (const key of HOLDS_NAMED_SCHEMAS)
    if (key in rest)
      converted[key] = Object.fromEntries(
        Object.entries(rest[key] as Schema).map(([name, inner]) => [name, draft7(inner)]),
      );
  return converted;
}

function limit(schema: Record<string, unknown>, inclusive: string, exclusive: string, given: unknown): void {
  if (given === true) {
    schema[exclusive] = schema[inclusive];
    delete schema[inclusive];
  } else if (typeof given === 'number') schema[exclusive] = given;
}

/**
 * Compiles the models of one API.
 * @returns by model name, a function that returns the first violation of a parsed body in API Gateway's format, or undefined
 * @throws Error naming a model that is not a valid schema
 */
export function compileModels(
  models: ReadonlyMap<string, unknown>,
): Map<string, (body: unknown) => string | undefined> {
  const ajv = new Ajv({ allErrors: false, strict: false, validateFormats: true, logger: false });
  formats.default(ajv);
  for (const [name, schema] of models) named(name, () => ajv.addSchema(draft7(schema) as object, name));
  return new Map(
    [...models.keys()].map((name) => {
      const validate: ValidateFunction = named(name, () => ajv.getSchema(name)!);
      return [name, (body) => (validate(body) ? undefined : validationErrorString(validate.errors ?? []))];
    }),
  );
}

function named<T>(name: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw new Error(`The API model ${name} is not a valid JSON schema: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** Formats violations in brackets. Unlike API Gateway, each begins with its location. */
const validationErrorString = (errors: readonly ErrorObject[]): string => {
  const said = errors.map(
    (error) => `${error.instancePath ? `${error.instancePath}: ` : ''}${sentence(error)}`,
  );
  return `[${[...new Set(said)].join(', ')}]`;
};

function sentence({ keyword, params, message }: ErrorObject): string {
  const list = (values: unknown): string => JSON.stringify(values);
  switch (keyword) {
    case 'required':
      return `object has missing required properties (${list([params.missingProperty])})`;
    case 'additionalProperties':
      return `object instance has properties which are not allowed by the schema: ${list([params.additionalProperty])}`;
    case 'type':
      return `instance type does not match any allowed primitive type (allowed: ${list([params.type].flat())})`;
    case 'enum':
      return `instance value not found in enum (possible values: ${list(params.allowedValues)})`;
    case 'minimum':
    case 'exclusiveMinimum':
      return `numeric instance is lower than the required minimum (minimum: ${params.limit}${keyword === 'minimum' ? '' : ', exclusive'})`;
    case 'maximum':
    case 'exclusiveMaximum':
      return `numeric instance is greater than the required maximum (maximum: ${params.limit}${keyword === 'maximum' ? '' : ', exclusive'})`;
    case 'minLength':
      return `string is too short (required minimum: ${params.limit})`;
    case 'maxLength':
      return `string is too long (maximum allowed: ${params.limit})`;
    case 'pattern':
      return `ECMA 262 regex ${list(params.pattern)} does not match input string`;
    case 'format':
      return `string is invalid against requested format ${list(params.format)}`;
    case 'minItems':
      return `array is too short: must have at least ${params.limit} elements`;
    case 'maxItems':
      return `array is too long: must have at most ${params.limit} elements`;
    case 'uniqueItems':
      return 'array must not contain duplicate elements';
    case 'minProperties':
      return `object has too few properties: must have at least ${params.limit}`;
    default:
      return message ?? `instance does not match ${keyword}`;
  }
}
