import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { createAjv } from './ajv.ts';

/** Returns whether `data` is valid, fills in defaults, and sets `errors`. */
export interface Validate {
  (data: unknown): boolean;
  errors?: null | ErrorObject[];
}

/**
 * The default export of a `*.schema.ts` module. The bundler replaces such a module with its `runtime` data and a
 * validator compiled ahead of time, so that no bundle contains TypeBox or Ajv's compiler (100 ms of cold start). Code at
 * run time therefore uses the validator and the runtime data, and never `schema` or `runtime`.
 */
export type CompiledSchema<Runtime extends object = object> = Runtime & {
  readonly validate: Validate;
  /** The JSON Schema (2020-12); available only during the build. */
  readonly schema: object;
  /** The data to keep in the bundle; available only during the build. */
  readonly runtime: Runtime;
};

/**
 * Declares the schema of a `*.schema.ts` module. Outside bundles (tests, tools) it is compiled at first use.
 *
 * @param schema   a JSON Schema 2020-12, such as a TypeBox type
 * @param runtime  JSON-serializable data to keep in the bundle
 */
export function compiledSchema<Runtime extends object>(
  schema: object,
  runtime: Runtime,
): CompiledSchema<Runtime> {
  let compiled: ValidateFunction | undefined;
  const validate: Validate = (data) => {
    compiled ??= createAjv().compile(schema);
    const isValid = compiled(data);
    validate.errors = compiled.errors ?? null;
    return isValid;
  };
  return { ...runtime, schema, runtime, validate };
}
