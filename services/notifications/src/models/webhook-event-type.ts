import { Type, type Static } from 'typebox';

/** The event types that an endpoint can subscribe to. */
export const WebhookEventType = Type.Union(
  [
    Type.Literal('order.placed'),
    Type.Literal('order.canceled'),
    Type.Literal('shipment.dispatched'),
    Type.Literal('shipment.delivered'),
    Type.Literal('payment.failed'),
    Type.Literal('payment.refunded'),
  ],
  { title: 'WebhookEventType' },
);
export type WebhookEventType = Static<typeof WebhookEventType>;

/** The type of test events, which need no subscription. */
export const TEST_EVENT_TYPE = 'endpoint.test';

export const DeliveryType = Type.Union([WebhookEventType, Type.Literal(TEST_EVENT_TYPE)]);
export type DeliveryType = Static<typeof DeliveryType>;
