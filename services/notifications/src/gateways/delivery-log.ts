import type { Versioned } from '#libs/gateways';
import type { Page, PageQuery } from '#libs/models';
import type { Delivery, DeliveryStatus } from '../models/delivery.ts';
import type { DeliveryType } from '../models/webhook-event-type.ts';

export type KeptDelivery = Versioned<Delivery>;
export type DeliveryKey = Pick<Delivery, 'endpointId' | 'deliveryId'>;

/** What an index holds of a delivery. */
export type IndexedDelivery = Pick<
  Delivery,
  'customerId' | 'endpointId' | 'deliveryId' | 'attemptCount' | 'dueAt'
>;

export interface DeliverySearch extends PageQuery {
  readonly status?: DeliveryStatus | undefined;
  readonly type?: DeliveryType | undefined;
  /** The lowest and the highest id: ids begin with the time of their event. */
  readonly first: string;
  readonly last: string;
}

/** All deliveries, those to be made and those made. */
export interface DeliveryLog {
  /** False where there is one of this id. */
  insert(delivery: Delivery): Promise<boolean>;
  find(key: DeliveryKey): Promise<KeptDelivery | undefined>;
  /** Writes the next version. @throws AppError conflict `record.changed` */
  replace(delivery: KeptDelivery): Promise<KeptDelivery>;
  /** Newest first. A page may hold fewer than asked for, and still have a next one. */
  search(endpointId: string, search: DeliverySearch): Promise<Page<KeptDelivery>>;
  /** One shard's deliveries whose time has come, the longest overdue first. */
  due(shard: string, now: Date, limit: number): Promise<IndexedDelivery[]>;
  /** Those that wait for an endpoint, oldest first. */
  waiting(endpointId: string, query: PageQuery): Promise<Page<IndexedDelivery>>;
}
