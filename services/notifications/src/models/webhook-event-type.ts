import { Type, type Static } from 'typebox';

/** What an endpoint can ask for. */
export const WebhookEventType = Type.Union([
  Type.Literal('order.placed'),
  Type.Literal('order.canceled'),
  Type.Literal('shipment.dispatched'),
  Type.Literal('shipment.delivered'),
  Type.Literal('payment.failed'),
  Type.Literal('payment.refunded'),
]);
export type WebhookEventType = Static<typeof WebhookEventType>;

/** What an owner sends to an endpoint to try it; nobody subscribes to it. */
export const TEST_EVENT_TYPE = 'endpoint.test';

export const DeliveryType = Type.Union([...WebhookEventType.anyOf, Type.Literal(TEST_EVENT_TYPE)]);
export type DeliveryType = Static<typeof DeliveryType>;
