import {
  CancellationReason,
  Carrier,
  MAX_ORDER_LINES,
  ProductQuantity,
  SoldLineItem,
  Totals,
  TrackingNumber,
} from '#libs/contracts';
import { Currency, ErrorCode, idSchema, Instant, Money } from '#libs/models';
import { compiledSchema } from '#libs/schema';
import { Type, type TProperties } from 'typebox';

const TAG = 'Webhooks';
const RETRIES = 'Answer with 2xx within 5 seconds; otherwise the delivery is retried.';

const payload = (title: string, type: string, data: TProperties) =>
  Type.Object(
    {
      type: Type.Literal(type),
      version: Type.Literal(1),
      timestamp: Instant,
      data: Type.Object(data),
    },
    { title },
  );

const shipment = {
  shipmentId: idSchema('shp'),
  orderId: idSchema('ord'),
  lineItems: Type.Array(ProductQuantity, { minItems: 1, maxItems: MAX_ORDER_LINES }),
  carrier: Carrier,
  trackingNumber: TrackingNumber,
  dispatchedAt: Instant,
};

/** What Tradewind sends to endpoints, by event type; the source of `webhooks` in the OpenAPI document. */
const webhooks = {
  'order.placed': {
    tag: TAG,
    summary: 'Receive a placed order',
    description: `The payment is captured and the stock is committed. ${RETRIES}`,
    body: payload('OrderPlacedWebhook', 'order.placed', {
      orderId: idSchema('ord'),
      lineItems: Type.Array(SoldLineItem, { minItems: 1, maxItems: MAX_ORDER_LINES }),
      totals: Totals,
      currency: Currency,
      placedAt: Instant,
    }),
  },
  'order.canceled': {
    tag: TAG,
    summary: 'Receive a canceled order',
    description: `A placed order was canceled and refunded. ${RETRIES}`,
    body: payload('OrderCanceledWebhook', 'order.canceled', {
      orderId: idSchema('ord'),
      reason: CancellationReason,
      canceledAt: Instant,
    }),
  },
  'shipment.dispatched': {
    tag: TAG,
    summary: 'Receive a dispatched shipment',
    description: `A carrier took a shipment. ${RETRIES}`,
    body: payload('ShipmentDispatchedWebhook', 'shipment.dispatched', shipment),
  },
  'shipment.delivered': {
    tag: TAG,
    summary: 'Receive a delivered shipment',
    description: `The carrier delivered a shipment. ${RETRIES}`,
    body: payload('ShipmentDeliveredWebhook', 'shipment.delivered', { ...shipment, deliveredAt: Instant }),
  },
  'payment.failed': {
    tag: TAG,
    summary: 'Receive a failed payment',
    description: `The payment of an order was declined or rejected. ${RETRIES}`,
    body: payload('PaymentFailedWebhook', 'payment.failed', {
      paymentId: idSchema('pay'),
      orderId: idSchema('ord'),
      amount: Money,
      code: ErrorCode,
    }),
  },
  'payment.refunded': {
    tag: TAG,
    summary: 'Receive a refunded payment',
    description: `The payment of an order was refunded, in part or in full. ${RETRIES}`,
    body: payload('PaymentRefundedWebhook', 'payment.refunded', {
      paymentId: idSchema('pay'),
      orderId: idSchema('ord'),
      amount: Money,
      refundedTotal: Money,
    }),
  },
  'endpoint.test': {
    tag: TAG,
    summary: 'Receive a test event',
    description: `The owner of the endpoint requested it. ${RETRIES}`,
    body: payload('EndpointTestWebhook', 'endpoint.test', { endpointId: idSchema('whe') }),
  },
};

export default {
  ...compiledSchema(Type.Union(Object.values(webhooks).map(({ body }) => body)), {}),
  webhooks,
};
