import { AppError } from '#libs/errors';
import { idSchema, Instant, lineSchema, mergePatch, newId, textSchema } from '#libs/models';
import { Type, type Static } from 'typebox';
import { HEALTHY, toHealthView, HealthView, type EndpointHealth } from './endpoint-health.ts';
import { NewSecretView } from './webhook-secret.ts';
import { WebhookEventType } from './webhook-event-type.ts';

const settings = {
  url: lineSchema(2048),
  eventTypes: Type.Array(WebhookEventType, { minItems: 1, maxItems: 20, uniqueItems: true }),
  description: Type.Optional(textSchema(500)),
};

export const EndpointInput = Type.Object(settings, {
  title: 'WebhookEndpointInput',
  additionalProperties: false,
});
export type EndpointInput = Static<typeof EndpointInput>;

/** A merge patch: `null` removes the description. */
export const EndpointPatch = Type.Object(
  {
    url: Type.Optional(settings.url),
    eventTypes: Type.Optional(settings.eventTypes),
    description: Type.Optional(Type.Union([textSchema(500), Type.Null()])),
  },
  { title: 'WebhookEndpointPatch', additionalProperties: false, minProperties: 1 },
);
export type EndpointPatch = Static<typeof EndpointPatch>;

export const EndpointView = Type.Object(
  {
    endpointId: idSchema('whe'),
    ...settings,
    createdAt: Instant,
    health: HealthView,
  },
  { title: 'WebhookEndpoint' },
);
export type EndpointView = Static<typeof EndpointView>;

/** With the first secret, which only this response contains. */
export const NewEndpointView = Type.Object(
  { ...EndpointView.properties, secret: NewSecretView },
  { title: 'NewWebhookEndpoint' },
);

/** A customer's HTTP endpoint, which receives events of that customer's orders. */
export interface WebhookEndpoint extends EndpointInput {
  readonly customerId: string;
  readonly endpointId: string;
  readonly createdAt: string;
  /** Changes without a new version, so that it does not conflict with changes of the owner. */
  readonly health: EndpointHealth;
}

export type EndpointKey = Pick<WebhookEndpoint, 'customerId' | 'endpointId'>;

// Enough for a few systems and their test environments; each event costs a delivery per endpoint.
export const MAX_ENDPOINTS = 10;

export const newEndpoint = (customerId: string, input: EndpointInput, now: Date): WebhookEndpoint => ({
  ...input,
  customerId,
  endpointId: newId('whe', now.getTime()),
  createdAt: now.toISOString(),
  health: HEALTHY,
});

export const patched = <E extends WebhookEndpoint>(endpoint: E, patch: EndpointPatch): E =>
  mergePatch(endpoint, patch);

export const toEndpointView = ({
  endpointId,
  url,
  eventTypes,
  description,
  createdAt,
  health,
}: WebhookEndpoint): EndpointView => ({
  endpointId,
  url,
  eventTypes,
  ...(description !== undefined && { description }),
  createdAt,
  health: toHealthView(health),
});

/** Also for another customer's endpoint. */
export const endpointNotFound = () =>
  new AppError('not-found', 'endpoint.not-found', {
    detail: 'No endpoint with this id exists for this customer.',
  });
