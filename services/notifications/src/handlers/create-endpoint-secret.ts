import { environment } from '#libs/config';
import { created, dynamoDbIdempotency, httpHandler } from '#libs/lambda';
import { rotateEndpointSecret } from '../controllers/endpoint-secrets.ts';
import { toSecretView } from '../models/webhook-secret.ts';
import { endpointSecrets } from '../wiring/endpoint-secrets.ts';
import request from './create-endpoint-secret.schema.ts';

const env = environment({ IDEMPOTENCY_TABLE: 'text' });
const deps = endpointSecrets();

export const handler = httpHandler(
  request,
  async ({ path, caller }) => {
    const secret = await rotateEndpointSecret({ ...path, customerId: caller.customerId }, deps);
    return created({ ...toSecretView(secret), secret: secret.secret });
  },
  { idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);
