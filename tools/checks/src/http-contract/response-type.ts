import type { JsonSchema } from '../../../operations/src/deploy/contracts/declared-contracts.ts';

/**
 * Keywords that a client does not see in the types of a response. `additionalProperties` is among them: clients ignore
 * fields that they do not know.
 */
const invisible = new Set(
  (
    'pattern format minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf ' +
    'minItems maxItems uniqueItems minProperties maxProperties not if then else default'
  ).split(' '),
);

/** @returns what the type of a response says of its schema: fields, types and listed values */
export function responseType(schema: JsonSchema): JsonSchema {
  return typeof schema === 'boolean' ? schema : (strip(schema, false) as JsonSchema);
}

function strip(value: unknown, isNamed: boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => strip(each, false));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([keyword, each]) => isNamed || !(invisible.has(keyword) || isClosed(keyword, each)))
      .map(([keyword, each]) => [
        keyword,
        keyword === 'enum' ? each : strip(each, !isNamed && /^(properties|patternProperties)$/.test(keyword)),
      ]),
  );
}

const isClosed = (keyword: string, value: unknown): boolean =>
  keyword === 'additionalProperties' && value === false;
