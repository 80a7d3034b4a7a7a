import { AppError } from '#libs/errors';
import { idSchema, IsoDateTime, mergePatch, newId } from '#libs/models';
import { Type, type Static } from 'typebox';
import { HEALTHY, healthView, HealthView, type EndpointHealth } from './endpoint-health.ts';
import { NewSecretView } from './webhook-secret.ts';
import { WebhookEventType } from './webhook-event-type.ts';

const settings = {
  url: Type.String({ minLength: 1, maxLength: 2048 }),
  eventTypes: Type.Array(WebhookEventType, { minItems: 1, uniqueItems: true }),
  description: Type.Optional(Type.String({ maxLength: 500 })),
};

/** An endpoint as its owner registers it. */
export const EndpointInput = Type.Object(settings, { additionalProperties: false });
export type EndpointInput = Static<typeof EndpointInput>;

/** A merge patch: `null` removes the description. */
export const EndpointPatch = Type.Object(
  {
    url: Type.Optional(settings.url),
    eventTypes: Type.Optional(settings.eventTypes),
    description: Type.Optional(Type.Union([Type.String({ maxLength: 500 }), Type.Null()])),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type EndpointPatch = Static<typeof EndpointPatch>;

/** An endpoint as its owner sees it. */
export const EndpointView = Type.Object({
  endpointId: idSchema('whe'),
  ...settings,
  createdAt: IsoDateTime,
  health: HealthView,
});
export type EndpointView = Static<typeof EndpointView>;

/** With its first secret, which is told this once. */
export const NewEndpointView = Type.Object({ ...EndpointView.properties, secret: NewSecretView });

/** Where a customer's system wants to hear of that customer's orders. */
export interface WebhookEndpoint extends EndpointInput {
  readonly customerId: string;
  readonly endpointId: string;
  readonly createdAt: string;
  /** Moves without the version: how an endpoint does is no reason to refuse its owner's change. */
  readonly health: EndpointHealth;
}

/** What tells an endpoint from all others. */
export type EndpointKey = Pick<WebhookEndpoint, 'customerId' | 'endpointId'>;

// A few systems and their test installations; each event costs a delivery to every one of them.
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

export const endpointView = ({
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
  health: healthView(health),
});

/** The same answer for somebody else's endpoint as for none. */
export const endpointNotFound = () =>
  new AppError('not-found', 'endpoint.not-found', { detail: 'You have no endpoint of this id.' });
