import type { Versioned } from '#libs/gateways';
import type { Page, PageQuery } from '#libs/models';
import type { Delivery, DeliveryStatus } from '../models/delivery.ts';
import type { DeliveryType } from '../models/webhook-event-type.ts';

export type VersionedDelivery = Versioned<Delivery>;
export type DeliveryKey = Pick<Delivery, 'endpointId' | 'deliveryId'>;

/** The attributes that the indexes project. */
export type IndexedDelivery = Pick<
  Delivery,
  'customerId' | 'endpointId' | 'deliveryId' | 'attemptCount' | 'dueAt'
>;

export interface DeliverySearch extends PageQuery {
  readonly status?: DeliveryStatus | undefined;
  readonly type?: DeliveryType | undefined;
  /** The lowest and the highest id; ids begin with the time of the event. */
  readonly first: string;
  readonly last: string;
}

export interface DeliveryRepository {
  /** False if a delivery with this id exists. */
  insert(delivery: Delivery): Promise<boolean>;
  find(key: DeliveryKey): Promise<VersionedDelivery | undefined>;
  /** Writes the next version. @throws AppError conflict `record.changed` */
  replace(delivery: VersionedDelivery): Promise<VersionedDelivery>;
  /** Newest first. A page may contain fewer items than its limit and still have a next page. */
  search(endpointId: string, search: DeliverySearch): Promise<Page<VersionedDelivery>>;
  /** The due deliveries of a shard, oldest first. */
  listDue(shard: string, now: Date, limit: number): Promise<IndexedDelivery[]>;
  /** The waiting deliveries of an endpoint, oldest first. */
  listWaiting(endpointId: string, query: PageQuery): Promise<Page<IndexedDelivery>>;
}
