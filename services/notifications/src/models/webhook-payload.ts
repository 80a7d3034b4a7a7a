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

/** Events that customers' systems may hear of. */
export type PublicEvent = EventOf<
  | typeof OrderPlaced
  | typeof OrderCanceled
  | typeof ShipmentDispatched
  | typeof ShipmentDelivered
  | typeof PaymentFailed
  | typeof PaymentRefunded
>;

/**
 * The body of a webhook, as the specification describes it, with the version of its form: fields may be added to
 * `data` within a version, never changed or removed.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#payload-structure
 */
export interface WebhookPayload {
  readonly type: DeliveryType;
  readonly version: number;
  readonly timestamp: string;
  readonly data: object;
}

type Form<E extends PublicEvent> = { readonly type: WebhookEventType; readonly data: (event: E) => object };

// What a customer may know of an order also through the API. Whom it goes to and where stays in the API, which asks
// for a token: a webhook ends in logs of systems that we do not know.
const forms: { readonly [Name in PublicEvent['type']]: Form<Extract<PublicEvent, { type: Name }>> } = {
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
  ShipmentDispatched: { type: 'shipment.dispatched', data: ({ data }) => shipmentForm(data) },
  ShipmentDelivered: {
    type: 'shipment.delivered',
    data: ({ data }) => ({ ...shipmentForm(data), deliveredAt: data.deliveredAt }),
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

/** Whether customers' systems may hear of it. */
export const isPublicEvent = (event: { readonly type: string }): event is PublicEvent => event.type in forms;

const shipmentForm = ({
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

/** The public form of an event: no field of our own envelope or contracts reaches it unless it is named here. */
export function webhookPayload<E extends PublicEvent>(event: E): WebhookPayload & { type: WebhookEventType } {
  const { type, data } = forms[event.type] as unknown as Form<E>;
  return { type, version: 1, timestamp: event.occurredAt, data: data(event) };
}

/** What an endpoint gets when its owner tries it. */
export const testPayload = (endpointId: string, now: Date): WebhookPayload => ({
  type: 'endpoint.test',
  version: 1,
  timestamp: now.toISOString(),
  data: { endpointId },
});
