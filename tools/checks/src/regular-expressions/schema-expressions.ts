import { resolve } from 'node:path';
import { formats } from '#libs/schema';
import type { Expression } from './source-expressions.ts';

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
  const definition = typeof format === 'string' && formats[format as keyof typeof formats];
  if (definition instanceof RegExp) yield { source: definition.source, flags: definition.flags };
  for (const inner of Object.values(schema)) yield* patternsOf(inner);
}
