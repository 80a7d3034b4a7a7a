import { createRequire } from 'node:module';
import type { Ajv2020, Options } from 'ajv/dist/2020.js';

/** A schema that is not just `true` or `false`. */
export type PlainSchema = Readonly<Record<string, unknown>>;

const require = createRequire(import.meta.url);

/** As the services' validator, but without its strictness: the schemas compared are parts, and of other versions. */
const ajv = (() => {
  const { Ajv2020: Ajv } = require('ajv/dist/2020.js') as { Ajv2020: new (options: Options) => Ajv2020 };
  const made = new Ajv({ strict: false, useDefaults: true, logger: false });
  (require('ajv-formats') as { default: (ajv: Ajv2020) => void }).default(made);
  return made;
})();

/** @returns whether a service that validates by the schema takes the value */
export const accepts = (schema: PlainSchema, value: unknown): boolean =>
  // Defaults are filled in, so the validator gets a value of its own.
  ajv.validate(schema, structuredClone(value)) === true;

/** @returns all values that fit, where the schema lists them; nothing where they are not listed */
export function finiteValues(schema: PlainSchema): unknown[] | undefined {
  const listed = listedValues(schema);
  return listed?.filter((value) => accepts(schema, value));
}

function listedValues({ const: one, enum: several, type, ...rest }: PlainSchema): unknown[] | undefined {
  if (one !== undefined) return [one];
  if (Array.isArray(several)) return several;
  if (Object.keys(rest).length > 0) return undefined;
  if (type === 'null') return [null];
  return type === 'boolean' ? [true, false] : undefined;
}

const everyType = ['null', 'boolean', 'number', 'string', 'array', 'object'];

/** @returns the JSON types that fit; all of them where the schema does not say */
export const typesOf = ({ type }: PlainSchema): string[] =>
  type === undefined ? everyType : Array.isArray(type) ? (type as string[]) : [String(type)];
