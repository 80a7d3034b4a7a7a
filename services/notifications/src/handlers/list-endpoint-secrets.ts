import { httpHandler, ok } from '#libs/lambda';
import { listEndpointSecrets } from '../controllers/endpoint-secrets.ts';
import { toSecretView } from '../models/webhook-secret.ts';
import { endpointSecrets } from '../wiring/endpoint-secrets.ts';
import request from './list-endpoint-secrets.schema.ts';

const deps = endpointSecrets();

export const handler = httpHandler(request, async ({ path, caller }) => {
  const secrets = await listEndpointSecrets({ ...path, customerId: caller.customerId }, deps);
  return ok({ items: secrets.map(toSecretView) });
});
