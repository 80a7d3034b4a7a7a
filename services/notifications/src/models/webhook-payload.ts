import type {
  EventOf,
  OrderCanceled,
  OrderPlaced,
  PaymentFailed,
  PaymentRefunded,
  ShipmentDelivered,
  ShipmentDispatched,
} from '#libs/contracts';
import type { DeliveryType, WebhookEventType } from './webhook-event-type.ts';

/** The events that are delivered to endpoints. */
export type PublicEvent = EventOf<
  | typeof OrderPlaced
  | typeof OrderCanceled
  | typeof ShipmentDispatched
  | typeof ShipmentDelivered
  | typeof PaymentFailed
  | typeof PaymentRefunded
>;

/**
 * The body of a webhook, as the specification defines it, with the version of its format. Within a version, fields of
 * `data` may be added but not changed or removed.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#payload-structure
 */
export interface WebhookPayload {
  readonly type: DeliveryType;
  readonly version: number;
  readonly timestamp: string;
  readonly data: object;
}

type PayloadFormat<E extends PublicEvent> = {
  readonly type: WebhookEventType;
  readonly data: (event: E) => object;
};

// Contains no names and addresses: a webhook ends up in the logs of systems that we do not know. The API returns them to
// authorized callers.
const payloadFormats: {
  readonly [Name in PublicEvent['type']]: PayloadFormat<Extract<PublicEvent, { type: Name }>>;
} = {
  OrderPlaced: {
    type: 'order.placed',
    data: ({ data: { orderId, lineItems, totals, currency, placedAt } }) => ({
      orderId,
      lineItems: lineItems.map(({ productId, title, quantity, unitPrice, total }) => ({
        productId,
        title,
        quantity,
        unitPrice,
        total,
      })),
      totals,
      currency,
      placedAt,
    }),
  },
  OrderCanceled: {
    type: 'order.canceled',
    data: ({ data: { orderId, reason, canceledAt } }) => ({ orderId, reason, canceledAt }),
  },
  ShipmentDispatched: { type: 'shipment.dispatched', data: ({ data }) => toShipmentData(data) },
  ShipmentDelivered: {
    type: 'shipment.delivered',
    data: ({ data }) => ({ ...toShipmentData(data), deliveredAt: data.deliveredAt }),
  },
  PaymentFailed: {
    type: 'payment.failed',
    data: ({ data: { paymentId, orderId, amount, code } }) => ({ paymentId, orderId, amount, code }),
  },
  PaymentRefunded: {
    type: 'payment.refunded',
    data: ({ data: { paymentId, orderId, amount, refundedTotal } }) => ({
      paymentId,
      orderId,
      amount,
      refundedTotal,
    }),
  },
};

export const isPublicEvent = (event: { readonly type: string }): event is PublicEvent =>
  event.type in payloadFormats;

const toShipmentData = ({
  shipmentId,
  orderId,
  lineItems,
  carrier,
  trackingNumber,
  dispatchedAt,
}: EventOf<typeof ShipmentDispatched>['data']) => ({
  shipmentId,
  orderId,
  lineItems: lineItems.map(({ productId, quantity }) => ({ productId, quantity })),
  carrier,
  trackingNumber,
  dispatchedAt,
});

/** The public format of an event. Every field is listed here, so that no internal field is published by accident. */
export function toWebhookPayload<E extends PublicEvent>(
  event: E,
): WebhookPayload & { type: WebhookEventType } {
  const { type, data } = payloadFormats[event.type] as unknown as PayloadFormat<E>;
  return { type, version: 1, timestamp: event.occurredAt, data: data(event) };
}

export const testPayload = (endpointId: string, now: Date): WebhookPayload => ({
  type: 'endpoint.test',
  version: 1,
  timestamp: now.toISOString(),
  data: { endpointId },
});
