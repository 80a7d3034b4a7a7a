import type { ConsoleSource } from '../console-source.ts';
import { sendRequest, type ApiRequest } from '../explorer/send-request.ts';
import type { Route } from '../route.ts';
import { createSeededUsers } from '../seeded-users/seeded-users.ts';

/** Sends the requests of the API explorer, and validates their bodies while they are written. */
export function explorerRoutes(source: ConsoleSource): readonly Route[] {
  const { apiUrl } = source.cloud;
  const users = createSeededUsers(source);
  return [
    {
      method: 'POST',
      path: '/api/requests',
      handle: ({ body }) => sendRequest(body as ApiRequest, { apiUrl, signIn: users.signIn }),
    },
    {
      method: 'POST',
      path: '/api/schemas/:name/violations',
      async handle({ parameters, body }) {
        const validate = await loadValidator(source.workspaceFolder);
        return validate(parameters['name']!, body);
      },
    },
  ];
}

/** Loads Ajv with the first body. The documents of the last builds are read again, so that an edit shows at once. */
async function loadValidator(workspaceFolder: string) {
  const [{ bodyValidator }, { combineDocuments }, { serviceDocuments }] = await Promise.all([
    import('../explorer/body-validator.ts'),
    import('../../../../build/src/bundler/openapi/combined-document.ts'),
    import('../../../../build/src/bundler/openapi/service-documents.ts'),
  ]);
  return bodyValidator(combineDocuments([...serviceDocuments(workspaceFolder).values()]));
}
