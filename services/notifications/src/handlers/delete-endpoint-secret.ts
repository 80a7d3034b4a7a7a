import { httpHandler, noContent } from '#libs/lambda';
import { deleteEndpointSecret } from '../controllers/endpoint-secrets.ts';
import { endpointSecrets } from '../wiring/endpoint-secrets.ts';
import request from './delete-endpoint-secret.schema.ts';

const deps = endpointSecrets();

export const handler = httpHandler(request, async ({ path: { endpointId, secretId }, caller }) => {
  const { customerId } = caller;
  await deleteEndpointSecret({ customerId, endpointId }, secretId, deps);
  return noContent();
});
