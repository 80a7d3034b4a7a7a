import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { createAjv } from './ajv.ts';

/** Answers whether `data` fits; fills in defaults; leaves what is wrong in `errors`. */
export interface Validate {
  (data: unknown): boolean;
  errors?: null | ErrorObject[];
}

/**
 * What a `*.schema.ts` module exports by default. The bundler replaces such a module by the data of its
 * `runtime` and a validator compiled ahead: no bundle carries Ajv's compiler (100 ms of cold start) or
 * TypeBox. So code reads the run-time data from the export itself, and `schema` and `runtime` not at all.
 */
export type CompiledSchema<Runtime extends object = object> = Runtime & {
  readonly validate: Validate;
  /** For the build alone: the JSON Schema (2020-12) to validate. */
  readonly schema: object;
  /** For the build alone: which data to keep. */
  readonly runtime: Runtime;
};

/**
 * Declares a schema for a `*.schema.ts` module; outside of bundles it is compiled at first use.
 *
 * @param schema   JSON Schema 2020-12, as TypeBox writes it
 * @param runtime  JSON-serializable data that stays in the bundle
 */
export function compiledSchema<Runtime extends object>(
  schema: object,
  runtime: Runtime,
): CompiledSchema<Runtime> {
  let compiled: ValidateFunction | undefined;
  const validate: Validate = (data) => {
    compiled ??= createAjv().compile(schema);
    const fits = compiled(data);
    validate.errors = compiled.errors ?? null;
    return fits;
  };
  return { ...runtime, schema, runtime, validate };
}
