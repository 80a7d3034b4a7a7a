import type { OpenApiDocument } from '../bundler/openapi/openapi.ts';
import { resolveResponse, type PlacedOperation } from './client-document.ts';

interface ProblemSchema {
  readonly properties?: { readonly code?: { readonly enum?: readonly string[] } };
}

/** @returns the problem codes that an operation can answer with, sorted */
export function problemCodes(operation: PlacedOperation, document: OpenApiDocument): string[] {
  const codes = Object.values(operation.responses).flatMap((response) => {
    const { content } = resolveResponse(response, document);
    const schema = content?.['application/problem+json']?.schema as ProblemSchema | undefined;
    return schema?.properties?.code?.enum ?? [];
  });
  return [...new Set(codes)].toSorted();
}
