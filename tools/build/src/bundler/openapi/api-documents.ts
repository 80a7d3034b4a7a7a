import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readApiDescription } from './api-description.ts';
import { apiGatewayModel } from './api-gateway-model.ts';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { openApi, type HttpFunction } from './openapi.ts';
import { loadRequestDeclaration } from './request-declaration.ts';
import { requestParameters } from './request-parameters.ts';
import { loadRouteAccess } from './route-access.ts';
import { loadSchemaModule } from '../schemas/schema-module.ts';
import type { ServiceManifest } from '../service-manifest.ts';
import type { WebhookDeclaration } from './webhooks.ts';

/**
 * Generates the documents of a service's API from its request declarations.
 *
 * @returns file contents by name inside `dist`: `NAME.model.json` (functions with a request body), `NAME.parameters.json`
 *   and `NAME.access.json` (functions with an http event), `openapi.json` (services with an http event)
 */
export async function apiDocuments(service: ServiceManifest): Promise<Map<string, string>> {
  const httpFunctions = service.functions.filter(({ routes }) => routes.length > 0);
  const functions = await Promise.all(
    httpFunctions.map(async (definition) => ({
      definition,
      declaration: await loadRequestDeclaration(definition),
    })),
  );
  const documents = new Map<string, string>();
  for (const { definition, declaration } of functions) {
    const model = bodyModel({ definition, declaration });
    if (model) documents.set(`${definition.name}.model.json`, json(model));
    documents.set(`${definition.name}.parameters.json`, json(requestParameters(declaration)));
    documents.set(`${definition.name}.access.json`, json(await loadRouteAccess(definition)));
  }
  if (functions.length > 0) {
    const api = readApiDescription(service.folder);
    const webhooks = await loadWebhooks(service.folder);
    documents.set('openapi.json', json(openApi({ service, api, functions, webhooks })));
  }
  return documents;
}

/** The outgoing webhooks of the service, if it has any. */
async function loadWebhooks(folder: string): Promise<WebhookDeclaration> {
  const file = join(folder, 'src/models/webhooks.schema.ts');
  if (!existsSync(file)) return {};
  const { declaration } = await loadSchemaModule(file);
  return declaration['webhooks'] as WebhookDeclaration;
}

function bodyModel({ definition, declaration }: HttpFunction): object | undefined {
  try {
    return declaration.body && apiGatewayModel(declaration.body);
  } catch (error) {
    throw new CommandError(
      `${relative(process.cwd(), definition.declarationFile!)}: ${(error as Error).message}`,
    );
  }
}

const json = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;
