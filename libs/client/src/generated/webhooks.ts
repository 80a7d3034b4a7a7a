// Generated from the OpenAPI documents by "npm run client". Change the schemas of the services instead.

import type {
  EndpointTestWebhook,
  OrderCanceledWebhook,
  OrderPlacedWebhook,
  PaymentFailedWebhook,
  PaymentRefundedWebhook,
  ShipmentDeliveredWebhook,
  ShipmentDispatchedWebhook,
} from './schemas.ts';

/** An event that the shop sends to webhook endpoints. Branch on `type`. */
export type WebhookEvent =
  | OrderPlacedWebhook
  | OrderCanceledWebhook
  | ShipmentDispatchedWebhook
  | ShipmentDeliveredWebhook
  | PaymentFailedWebhook
  | PaymentRefundedWebhook
  | EndpointTestWebhook;
