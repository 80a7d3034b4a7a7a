import type { ListQuery, Versioned } from '#libs/gateways';
import type { Page } from '#libs/models';
import type { Fulfillment } from '../models/fulfillment.ts';
import type { Shipment } from '../models/shipment.ts';

/**
 * A stored fulfillment. Its version is that of the order item, which every transition of a shipment increments: 0 while the
 * order has no item, because its first shipment was not changed yet.
 */
export type VersionedFulfillment = Versioned<Fulfillment<Versioned<Shipment>>>;

/** The shipments of all orders, one by one and as the fulfillment of their order. */
export interface FulfillmentRepository {
  get(orderId: string): Promise<VersionedFulfillment | undefined>;
  /**
   * Opens the first shipment of an order, or records an order without shipments, which keeps it from being opened later.
   *
   * @returns false when the order already has a fulfillment
   */
  insert(fulfillment: Fulfillment): Promise<boolean>;
  /**
   * Writes all changes of a fulfillment in one transaction.
   *
   * @throws AppError conflict `record.changed` when the fulfillment changed after `before` was read
   * @throws AppError unavailable `fulfillment.busy` when concurrent transactions interfere
   */
  replace(before: VersionedFulfillment, after: Fulfillment): Promise<VersionedFulfillment>;
  getShipment(shipmentId: string): Promise<Versioned<Shipment> | undefined>;
  /** Lists one page of the index `byStatus`. @throws AppError invalid `page.cursor-invalid` */
  listShipments(query: ListQuery): Promise<Page<Versioned<Shipment>>>;
}
