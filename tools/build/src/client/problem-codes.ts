import type { OpenApiDocument } from '../bundler/openapi/openapi.ts';
import { resolveResponse, type PlacedOperation } from './client-document.ts';

interface ProblemSchema {
  readonly properties?: { readonly code?: { readonly enum?: readonly string[] } };
}

/** @returns the statuses of each problem code that an operation can answer with, sorted by code */
export function problemStatuses(
  { responses }: PlacedOperation,
  document: OpenApiDocument,
): Readonly<Record<string, readonly number[]>> {
  const statuses = new Map<string, number[]>();
  for (const [status, response] of Object.entries(responses)) {
    const content = resolveResponse(response, document).content?.['application/problem+json'];
    const schema = content?.schema as ProblemSchema | undefined;
    for (const code of schema?.properties?.code?.enum ?? [])
      statuses.set(code, [...(statuses.get(code) ?? []), Number(status)]);
  }
  return Object.fromEntries([...statuses].toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

/** @returns the problem codes that an operation can answer with, sorted */
export const problemCodes = (operation: PlacedOperation, document: OpenApiDocument): string[] =>
  Object.keys(problemStatuses(operation, document));
