import { combineDocuments } from '../bundler/openapi/combined-document.ts';
import type { OpenApiDocument } from '../bundler/openapi/openapi.ts';
import { componentName, operationsOf } from './client-document.ts';
import { operationModule } from './operation-module.ts';
import { problemCodes } from './problem-codes.ts';
import { schemaModule } from './schema-types.ts';

/**
 * Writes the generated modules of the client.
 *
 * @param documents  the OpenAPI documents by service
 * @returns the sources by path, relative to the folder of generated modules; not formatted
 */
export async function clientSources(
  documents: ReadonlyMap<string, OpenApiDocument>,
): Promise<ReadonlyMap<string, string>> {
  const combined = combineDocuments([...documents.values()]);
  const modules = [...documents].flatMap(([service, document]) => {
    const source = operationModule(document);
    return source === undefined ? [] : [[service, source] as const];
  });
  const exportEach = (what: (service: string) => string) =>
    modules.map(([service]) => `export ${what(service)} from './${service}.ts';\n`).join('');
  const sources: readonly (readonly [string, string])[] = [
    ['schemas.ts', await schemaModule(combined)],
    ['problem-codes.ts', problemCodeModule(documents)],
    ['webhooks.ts', webhookModule(combined)],
    ...modules.map(([service, source]) => [`operations/${service}.ts`, source] as const),
    ['operations/by-service.ts', exportEach((service) => `* as ${service}`)],
    // Bundlers drop unused exports of a module, but not unused parts of an object that it exports.
    ['operations/all.ts', exportEach(() => '*')],
  ];
  return new Map(sources.map(([path, source]) => [path, `${NOTICE}\n${source}`]));
}

const NOTICE =
  '// Generated from the OpenAPI documents by "npm run client". Change the schemas of the services instead.\n';

function problemCodeModule(documents: ReadonlyMap<string, OpenApiDocument>): string {
  const codes = [...documents.values()].flatMap((document) =>
    operationsOf(document).flatMap((operation) => problemCodes(operation, document)),
  );
  const union = [...new Set(codes)].toSorted().map((code) => `| '${code}'`);
  return `/** The problem codes that the API documents. */\nexport type KnownProblemCode =\n${union.join('\n')};\n`;
}

interface WebhookItem {
  readonly post: {
    readonly requestBody: {
      readonly content: { readonly 'application/json': { readonly schema: { readonly $ref: string } } };
    };
  };
}

function webhookModule({ webhooks = {} }: OpenApiDocument): string {
  const names = Object.values(webhooks).map((item) =>
    componentName((item as WebhookItem).post.requestBody.content['application/json'].schema.$ref),
  );
  return `import type { ${names.toSorted().join(', ')} } from './schemas.ts';\n
/** An event that the shop sends to webhook endpoints. Branch on \`type\`. */
export type WebhookEvent =\n${names.map((name) => `| ${name}`).join('\n')};\n`;
}
