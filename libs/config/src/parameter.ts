import { compiledSchema, type CompiledSchema } from '#libs/schema';
import type { Static, TSchema } from 'typebox';

/** What stays of a declaration at run time. */
interface Form<Value> {
  /** Text is kept as it is; everything else is JSON. */
  readonly isText: boolean;
  /** Only in the type: what the parameter's value is read as. */
  readonly valueType?: Value;
}

/** What `npx nx config` tells of a parameter. */
export interface ParameterMetadata {
  /** One sentence for whoever changes it: what it does, in which unit. */
  readonly description: string;
  /** Kept as SecureString, never shown, given to functions as `secretParameter` only. */
  readonly isSecret?: boolean;
  /** Not every stage has it. */
  readonly isOptional?: boolean;
}

/** A parameter of a service, `/tradewind/{stage}/{service}/{name of the file}`. */
export type Parameter<Value = unknown> = CompiledSchema<Form<Value>> & { readonly notes: ParameterMetadata };

/**
 * Declares a parameter, as the default export of `src/parameters/NAME.schema.ts`. The bundle gets its validator; the
 * notes are for `npx nx config`, which sets nothing that the schema refuses.
 *
 * @param schema  of the value: of the text itself where it is a string or one of several strings, else of its JSON
 */
export const parameter = <Schema extends TSchema>(
  schema: Schema,
  notes: ParameterMetadata,
): Parameter<Static<Schema>> => ({ ...compiledSchema(schema, { isText: isText(schema) }), notes });

function isText(schema: object): boolean {
  const { type, enum: options } = schema as { type?: unknown; enum?: readonly unknown[] };
  return type === 'string' || (options?.every((option) => typeof option === 'string') ?? false);
}
