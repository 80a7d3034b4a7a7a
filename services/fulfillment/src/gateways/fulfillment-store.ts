import type { ListQuery, Versioned } from '#libs/gateways';
import type { Page } from '#libs/models';
import type { Fulfillment } from '../models/fulfillment.ts';
import type { Shipment } from '../models/shipment.ts';

/** As it was read: the version is that of the order's record, which every move of a shipment raises. */
export type KeptFulfillment = Versioned<Fulfillment<Versioned<Shipment>>>;

/** Shipments, each for itself and as the set that their order makes. */
export interface FulfillmentStore {
  shipmentOf(shipmentId: string): Promise<Versioned<Shipment> | undefined>;
  /** One page by the index `byStatus` or `byOrder`. @throws AppError invalid `page.cursor-invalid` */
  list(query: ListQuery): Promise<Page<Versioned<Shipment>>>;
  ofOrder(orderId: string): Promise<KeptFulfillment | undefined>;
  /** Writes the first of an order. False where it has one already. */
  begin(fulfillment: Fulfillment): Promise<boolean>;
  /**
   * Writes what changed, all or nothing.
   *
   * @throws AppError conflict `record.changed` when anything moved since `before` was read
   * @throws AppError unavailable `fulfillment.busy` when too many move it at once
   */
  save(before: KeptFulfillment, after: Fulfillment): Promise<KeptFulfillment>;
}
