import type { ListQuery, Versioned } from '#libs/gateways';
import type { Page } from '#libs/models';
import type { Fulfilment } from '../models/fulfilment.ts';
import type { Shipment } from '../models/shipment.ts';

/** As it was read: the version is that of the order's record, which every move of a shipment raises. */
export type KeptFulfilment = Versioned<Fulfilment<Versioned<Shipment>>>;

/** Shipments, each for itself and as the set that their order makes. */
export interface FulfilmentStore {
  shipmentOf(shipmentId: string): Promise<Versioned<Shipment> | undefined>;
  /** One page by the index `byStatus` or `byOrder`. @throws AppError invalid `page.cursor-invalid` */
  list(query: ListQuery): Promise<Page<Versioned<Shipment>>>;
  ofOrder(orderId: string): Promise<KeptFulfilment | undefined>;
  /** Writes the first of an order. False where it has one already. */
  begin(fulfilment: Fulfilment): Promise<boolean>;
  /**
   * Writes what changed, all or nothing.
   *
   * @throws AppError conflict `record.changed` when anything moved since `before` was read
   * @throws AppError unavailable `fulfilment.busy` when too many move it at once
   */
  save(before: KeptFulfilment, after: Fulfilment): Promise<KeptFulfilment>;
}
