import { combineDocuments } from '../../../build/src/bundler/openapi/combined-document.ts';
import type { OpenApiDocument } from '../../../build/src/bundler/openapi/openapi.ts';
import { codeSamples } from './code-samples.ts';

/**
 * Combines the documents of all services for the reference: the navigation groups the tags by service, and each operation
 * has samples of code.
 *
 * @param documents  the documents by service, in the order of the page
 * @returns the document with the extensions of Redoc: https://redocly.com/docs/redoc/redoc-vendor-extensions
 */
export function referenceDocument(documents: ReadonlyMap<string, OpenApiDocument>): object {
  const combined = combineDocuments([...documents.values()]);
  return {
    ...combined,
    paths: withSamples(combined),
    'x-tagGroups': [...documents].map(([service, { tags }]) => ({
      name: `${service[0]!.toUpperCase()}${service.slice(1)}`,
      tags: tags.map(({ name }) => name),
    })),
  };
}

const withSamples = (document: OpenApiDocument): object =>
  Object.fromEntries(
    Object.entries(document.paths).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, operation]) => {
          const samples = codeSamples(document, { method, path }, operation);
          return [method, { ...operation, 'x-codeSamples': samples }];
        }),
      ),
    ]),
  );
