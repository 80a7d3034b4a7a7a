// Generated from the OpenAPI documents by "npm run client". Change the schemas of the services instead.

import type {
  CallOptions,
  Found,
  IdempotencyKeyOption,
  IfMatchOption,
  IfNoneMatchOption,
} from '../../call-options.ts';
import type { Operation } from '../../operation.ts';
import type { ApiPromise } from '../../results/api-promise.ts';
import type { PagePromise } from '../../results/page-promise.ts';
import type {
  Shipment,
  ShipmentCancellation,
  ShipmentDispatch,
  ShipmentPage,
  ShipmentPick,
  TransitionedShipment,
} from '../schemas.ts';

export interface ListShipmentsQuery {
  /** The maximum number of items of a page. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the previous page. Omit it for the first page. */
  readonly cursor?: string | undefined;
  /** Only shipments with this status. */
  readonly status?: 'pending' | 'picked' | 'dispatched' | 'delivered' | 'canceled' | undefined;
  /** Only shipments of this order. */
  readonly orderId?: string | undefined;
}

/**
 * List shipments: `GET /fulfillment/shipments`.
 *
 * Lists the shipments with a status or of an order, oldest first. The default is `pending`.
 *
 * @throws TradewindProblem `page.cursor-invalid`
 */
export const listShipments: Operation<
  (query?: ListShipmentsQuery, options?: CallOptions) => PagePromise<ShipmentPage>
> = { method: 'GET', path: '/fulfillment/shipments', access: 'required', input: 'query', isPaged: true };

/**
 * Get a shipment: `GET /fulfillment/shipments/{shipmentId}`.
 *
 * Includes the recipient and the line items.
 *
 * @throws TradewindProblem `shipment.not-found`
 */
export const getShipment: Operation<
  <Options extends CallOptions & IfNoneMatchOption = CallOptions & IfNoneMatchOption>(
    shipmentId: string,
    options?: Options,
  ) => ApiPromise<Found<Shipment, Options>>
> = { method: 'GET', path: '/fulfillment/shipments/{shipmentId}', access: 'required' };

/**
 * Pick a shipment: `POST /fulfillment/shipments/{shipmentId}/pick`.
 *
 * Records that a pending shipment or a part of it was picked. The remaining units become a new pending shipment.
 *
 * @throws TradewindProblem `fulfillment.busy`, `record.changed`, `shipment.canceled`, `shipment.delivered`, `shipment.dispatched`, `shipment.limit-exceeded`, `shipment.not-found`, `shipment.payment-refunded`, `shipment.picked`, `shipment.quantity-exceeded`
 */
export const pickShipment: Operation<
  (
    shipmentId: string,
    body: ShipmentPick,
    options?: CallOptions & IdempotencyKeyOption & IfMatchOption,
  ) => ApiPromise<TransitionedShipment>
> = {
  method: 'POST',
  path: '/fulfillment/shipments/{shipmentId}/pick',
  access: 'required',
  input: 'body',
  hasIdempotencyKey: true,
};

/**
 * Dispatch a shipment: `POST /fulfillment/shipments/{shipmentId}/dispatch`.
 *
 * Records that a carrier took a picked shipment or a part of it. The remaining units become a new pending shipment.
 *
 * @throws TradewindProblem `fulfillment.busy`, `record.changed`, `shipment.canceled`, `shipment.delivered`, `shipment.dispatched`, `shipment.limit-exceeded`, `shipment.not-found`, `shipment.payment-refunded`, `shipment.pending`, `shipment.quantity-exceeded`
 */
export const dispatchShipment: Operation<
  (
    shipmentId: string,
    body: ShipmentDispatch,
    options?: CallOptions & IdempotencyKeyOption & IfMatchOption,
  ) => ApiPromise<TransitionedShipment>
> = {
  method: 'POST',
  path: '/fulfillment/shipments/{shipmentId}/dispatch',
  access: 'required',
  input: 'body',
  hasIdempotencyKey: true,
};

/**
 * Deliver a shipment: `POST /fulfillment/shipments/{shipmentId}/deliver`.
 *
 * Records that the carrier delivered a dispatched shipment.
 *
 * @throws TradewindProblem `fulfillment.busy`, `record.changed`, `shipment.canceled`, `shipment.delivered`, `shipment.not-found`, `shipment.pending`, `shipment.picked`
 */
export const deliverShipment: Operation<
  (
    shipmentId: string,
    options?: CallOptions & IdempotencyKeyOption & IfMatchOption,
  ) => ApiPromise<TransitionedShipment>
> = {
  method: 'POST',
  path: '/fulfillment/shipments/{shipmentId}/deliver',
  access: 'required',
  hasIdempotencyKey: true,
};

/**
 * Cancel a shipment: `POST /fulfillment/shipments/{shipmentId}/cancel`.
 *
 * Only a shipment that was not dispatched can be canceled. A new pending shipment contains its units.
 *
 * @throws TradewindProblem `fulfillment.busy`, `record.changed`, `shipment.canceled`, `shipment.delivered`, `shipment.dispatched`, `shipment.limit-exceeded`, `shipment.not-found`
 */
export const cancelShipment: Operation<
  (
    shipmentId: string,
    body: ShipmentCancellation,
    options?: CallOptions & IdempotencyKeyOption & IfMatchOption,
  ) => ApiPromise<TransitionedShipment>
> = {
  method: 'POST',
  path: '/fulfillment/shipments/{shipmentId}/cancel',
  access: 'required',
  input: 'body',
  hasIdempotencyKey: true,
};
