import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { Expression } from './source-expressions.ts';

const { fullFormats } = createRequire(import.meta.url)(
  'ajv-formats/dist/formats',
) as typeof import('ajv-formats/dist/formats.js');

/**
 * Returns the patterns of a schema module, and those of the formats that it uses, as Ajv compiles them.
 *
 * @param root  absolute path of the workspace
 * @param file  path of a `*.schema.ts` in it
 */
export async function schemaExpressions(root: string, file: string): Promise<Expression[]> {
  const { default: module } = (await import(resolve(root, file))) as { default: { schema: object } };
  return [...patternsOf(module.schema)].map((pattern) => ({ ...pattern, location: file }));
}

/** Ajv compiles patterns with the flag `u`. https://ajv.js.org/options.html#unicoderegexp */
function* patternsOf(schema: unknown): Generator<Pick<Expression, 'source' | 'flags'>> {
  if (typeof schema !== 'object' || schema === null) return;
  const { pattern, format, patternProperties } = schema as Readonly<Record<string, unknown>>;
  if (typeof pattern === 'string') yield { source: pattern, flags: 'u' };
  for (const source of Object.keys(patternProperties ?? {})) yield { source, flags: 'u' };
  const definition = typeof format === 'string' && fullFormats[format as keyof typeof fullFormats];
  if (definition instanceof RegExp) yield { source: definition.source, flags: definition.flags };
  for (const inner of Object.values(schema)) yield* patternsOf(inner);
}
