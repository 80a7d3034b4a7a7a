import { addComponent } from './components.ts';
import { documentFrame, type OpenApiDocument } from './openapi.ts';

const DESCRIPTION = `The API of the shop: everything that its services offer under one domain.

Amounts are integers in minor units, with an ISO 4217 currency. Times are in RFC 3339. Lists are read page by page: send \`nextCursor\` as \`cursor\`. Errors are problem details (RFC 9457): branch on \`code\`.`;

/**
 * Combines the documents of all services.
 *
 * @param documents  the documents of the services, in the order of the result
 * @throws CommandError if two services have different components with one name
 */
export function combineDocuments(documents: readonly OpenApiDocument[]): OpenApiDocument {
  const components: Record<string, Map<string, object>> = {};
  for (const document of documents) {
    for (const [section, named] of Object.entries(document.components))
      for (const [name, component] of Object.entries(named))
        addComponent((components[section] ??= new Map()), name, component);
  }
  return {
    ...documentFrame('Tradewind API', DESCRIPTION),
    tags: documents.flatMap(({ tags }) => tags),
    paths: Object.assign({}, ...documents.map(({ paths }) => paths)) as OpenApiDocument['paths'],
    webhooks: Object.assign({}, ...documents.map(({ webhooks }) => webhooks)) as object as NonNullable<
      OpenApiDocument['webhooks']
    >,
    components: Object.fromEntries(
      Object.entries(components).map(([section, named]) => [section, Object.fromEntries(named)]),
    ),
  };
}
