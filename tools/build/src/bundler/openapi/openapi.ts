import type { ServiceFunction, ServiceManifest } from '../service-manifest.ts';
import type { ApiDescription } from './api-description.ts';
import { createComponents, type Components } from './components.ts';
import { headerComponents } from './headers.ts';
import { operation } from './operation.ts';
import type { RequestDeclaration } from './request-declaration.ts';
import { problemSchema } from './responses.ts';
import { securitySchemes } from './security.ts';
import { webhookOperations, type WebhookDeclaration } from './webhooks.ts';

/** A function with an http event, and its request declaration. */
export interface HttpFunction {
  readonly definition: ServiceFunction;
  readonly declaration: RequestDeclaration;
}

/** What the API of a service consists of. */
interface ServiceApi {
  readonly service: Pick<ServiceManifest, 'name'>;
  readonly api: ApiDescription;
  readonly functions: readonly HttpFunction[];
  readonly webhooks: WebhookDeclaration;
}

/** An OpenAPI document. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: object;
  readonly servers: readonly object[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly webhooks?: Readonly<Record<string, object>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

/**
 * The version of the API and of its client (semantic versioning): a change that breaks clients increases the first number.
 */
export const API_VERSION = '1.0.0';

/** The parts of `info` and the servers that all documents share. */
export const documentFrame = (title: string, description: string) => ({
  openapi: '3.1.0',
  info: {
    title,
    description,
    version: API_VERSION,
    contact: { name: 'Tradewind', url: 'https://github.com/tradewind/tradewind' },
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [
    {
      url: 'https://{domain}',
      description: 'A deployed stage.',
      variables: { domain: { default: 'api.tradewind.example', description: 'The domain of the stage.' } },
    },
    {
      url: 'http://{host}',
      description: 'The local cloud that `npm start` boots.',
      variables: { host: { default: 'localhost:3000', description: 'Host and port: `PORT`, or 3000.' } },
    },
  ],
});

/**
 * Describes the API of a service in OpenAPI 3.1, whose schemas are JSON Schema 2020-12 like the declared ones.
 *
 * @throws CommandError if a text, a title or an example is missing
 */
export function openApi({ service, api, functions, webhooks }: ServiceApi): OpenApiDocument {
  const components = createComponents();
  components.add('schemas', 'Problem', problemSchema);
  const paths: Record<string, Record<string, object>> = {};
  for (const { definition, declaration } of functions) {
    for (const route of definition.routes) {
      const path = route.path === '/' ? `/${service.name}` : `/${service.name}${route.path}`;
      (paths[path] ??= {})[route.method] = operation(definition.name, route, declaration, {
        api,
        components,
      });
    }
  }
  const outgoing = webhookOperations(webhooks, { components, examples: api.examples });
  return {
    ...documentFrame(api.title, api.description),
    tags: Object.entries(api.tags).map(([name, description]) => ({ name, description })),
    paths,
    ...(Object.keys(outgoing).length > 0 && { webhooks: outgoing }),
    components: toUsedComponents({ paths, webhooks: outgoing }, components),
  };
}

/** A document has only the headers and security schemes that it refers to. */
function toUsedComponents(content: object, components: Components): OpenApiDocument['components'] {
  const { schemas, responses, examples } = components.toJson();
  const written = JSON.stringify([content, responses]);
  const isUsed = (section: string, name: string) => written.includes(`"#/components/${section}/${name}"`);
  const headers = Object.entries(headerComponents()).filter(([name]) => isUsed('headers', name));
  const schemes = Object.entries(securitySchemes).filter(([name]) => written.includes(`{"${name}":[`));
  return {
    schemas,
    responses,
    examples,
    headers: Object.fromEntries(headers),
    securitySchemes: Object.fromEntries(schemes),
  };
}
