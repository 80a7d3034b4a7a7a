import { relative } from 'node:path';
import { apiGatewayModel } from './api-gateway-model.ts';
import { openApi, type HttpFunction } from './openapi.ts';
import { loadRequestDeclaration } from './request-declaration.ts';
import { requestParameters } from './request-parameters.ts';
import type { ServiceManifest } from './service-manifest.ts';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';

/**
 * What API Gateway and API readers get from the request declarations of a service.
 *
 * @returns file contents by name inside `dist`: `NAME.model.json` (functions with a body), `NAME.parameters.json`
 *   (every function that answers HTTP) and `openapi.json` (services that have one)
 */
export async function apiDocuments(service: ServiceManifest): Promise<Map<string, string>> {
  const answering = service.functions.filter(({ routes }) => routes.length > 0);
  const functions = await Promise.all(
    answering.map(async (definition) => ({
      definition,
      declaration: await loadRequestDeclaration(definition),
    })),
  );
  const documents = new Map<string, string>();
  for (const { definition, declaration } of functions) {
    const model = bodyModel({ definition, declaration });
    if (model) documents.set(`${definition.name}.model.json`, json(model));
    documents.set(`${definition.name}.parameters.json`, json(requestParameters(declaration)));
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
