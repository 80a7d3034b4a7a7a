import { compiledSchema, type CompiledSchema } from '#libs/schema';
import type { Static, TSchema } from 'typebox';

/** The part of a declaration that is needed at run time. */
interface RuntimeDeclaration<Value> {
  /** A text parameter is stored as plain text; every other value as JSON. */
  readonly isText: boolean;
  /** Never set; carries the type of the parsed value. */
  readonly valueType?: Value;
}

/** What `npm run -s config` shows about a parameter. */
export interface ParameterMetadata {
  /** One sentence for the operator: what the parameter does, and its unit. */
  readonly description: string;
  /** Stored as a SecureString, never shown, passed to functions only as `secretParameter`. */
  readonly isSecret?: boolean;
  /** A stage may lack this parameter. */
  readonly isOptional?: boolean;
}

/** A parameter of a service, stored as `/tradewind/{stage}/{service}/{file name}`. */
export type Parameter<Value = unknown> = CompiledSchema<RuntimeDeclaration<Value>> & {
  readonly metadata: ParameterMetadata;
};

/**
 * Declares a parameter; the default export of `src/parameters/NAME.schema.ts`. Functions validate the value when they
 * read it, and `npm run -s config` before it stores it.
 *
 * @param schema    the schema of the value: strings are stored as plain text, other types as JSON
 * @param metadata  what `npm run -s config` shows
 */
export const parameter = <Schema extends TSchema>(
  schema: Schema,
  metadata: ParameterMetadata,
): Parameter<Static<Schema>> => ({ ...compiledSchema(schema, { isText: isText(schema) }), metadata });

function isText(schema: object): boolean {
  const { type, enum: options } = schema as { type?: unknown; enum?: readonly unknown[] };
  return type === 'string' || (options?.every((option) => typeof option === 'string') ?? false);
}
