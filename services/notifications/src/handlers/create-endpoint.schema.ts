import { customer, httpRequest, IdempotencyKey } from '#libs/lambda';
import { Type } from 'typebox';
import { EndpointInput, NewEndpointView } from '../models/webhook-endpoint.ts';

export default httpRequest({
  tag: 'Webhook endpoints',
  summary: 'Create a webhook endpoint',
  description: 'Only this response contains the secret that signs the webhooks.',
  access: customer,
  headers: Type.Object({ 'idempotency-key': Type.Optional(IdempotencyKey) }),
  body: EndpointInput,
  responses: { 201: NewEndpointView },
  sends: ['ETag', 'Location'],
  problems: {
    400: ['endpoint.url-not-allowed', 'endpoint.host-unknown', 'endpoint.address-not-allowed'],
    409: ['endpoint.too-many'],
    503: ['endpoint.busy'],
  },
});
