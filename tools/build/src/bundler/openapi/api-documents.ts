import { relative } from 'node:path';
import { apiGatewayModel } from './api-gateway-model.ts';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { openApi, type HttpFunction } from './openapi.ts';
import { loadRequestDeclaration } from './request-declaration.ts';
import { requestParameters } from './request-parameters.ts';
import { loadRouteAccess } from './route-access.ts';
import type { ServiceManifest } from '../service-manifest.ts';

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
  if (functions.length > 0) documents.set('openapi.json', json(openApi(service, functions)));
  return documents;
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
