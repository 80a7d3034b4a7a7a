import type { EventEnvelope } from '#libs/contracts';

/**
 * The state of a system at one moment, in terms that do not depend on how it is stored: the simulation fills it from its
 * fakes, a monitor from tables, events and the provider's books. Records of the services fit without conversion.
 * A source that cannot know a part passes an empty list: the invariants of that part then hold.
 */
export interface Snapshot {
  readonly stock: readonly StockFact[];
  /** All changes of stock that no order caused, the opening stock included. */
  readonly adjustments: readonly ProductUnits[];
  readonly reservations: readonly ReservationFact[];
  readonly sessions: readonly SessionFact[];
  readonly orders: readonly OrderFact[];
  readonly payments: readonly PaymentFact[];
  /** The books of the payment provider. */
  readonly charges: readonly ChargeFact[];
  readonly fulfillments: readonly FulfillmentFact[];
  readonly shipments: readonly ShipmentFact[];
  /** All published events; an event that is delivered twice is listed once. */
  readonly events: readonly PublishedEvent[];
  readonly notifications: readonly NotificationFact[];
  /** The notifications that the events must cause. */
  readonly expectedNotifications: readonly ExpectedNotification[];
  /** The writes of records with a status and a version, each record's in the order in which they took effect. */
  readonly changes: readonly ChangeFact[];
  /** What clients asked for under an idempotency key, and the final answers. */
  readonly requests: readonly RequestFact[];
  /** Records that were returned to or changed for a customer or a guest. */
  readonly accesses: readonly AccessFact[];
  /**
   * Ids of orders and products that may still change, such as the order of a running saga. Invariants that hold only at
   * rest ignore them.
   */
  readonly unsettled: ReadonlySet<string>;
}

export interface ProductUnits {
  readonly productId: string;
  readonly quantity: number;
}

/** A stock item; a hot product has several. */
export interface StockFact {
  readonly productId: string;
  readonly available: number;
  /** Units by id of the hold. The id begins with the id of the order, and a dot. */
  readonly holds: Readonly<Record<string, number>>;
}

export interface ReservationFact {
  readonly orderId: string;
  readonly status: 'reserved' | 'released' | 'committed' | 'restocked';
  readonly lineItems: readonly (ProductUnits & { readonly holdId: string })[];
}

export interface SessionFact {
  readonly sessionId: string;
  readonly status: 'open' | 'completing' | 'completed' | 'canceled' | 'expired';
  readonly customerId?: string | undefined;
  /** One try to complete the session, oldest first. */
  readonly attempts: readonly {
    readonly orderId: string;
    readonly key: string;
    readonly failure?: unknown;
  }[];
}

export interface OrderFact {
  readonly orderId: string;
  readonly status: 'rejected' | 'placed' | 'canceling' | 'canceled' | 'shipped' | 'delivered';
  readonly sessionId?: string | undefined;
  readonly customerId?: string | undefined;
  readonly placedAt?: string | undefined;
  readonly lineItems: readonly ProductUnits[];
  readonly totals: { readonly total: number };
  /** In minor units, as all amounts. */
  readonly refundedTotal: number;
  /** The dispatched shipments, as the order knows them. */
  readonly shipments?: readonly { readonly shipmentId: string; readonly deliveredAt?: string | undefined }[];
}

export interface PaymentFact {
  readonly orderId: string;
  readonly status: 'authorizing' | 'authorized' | 'captured' | 'refunded' | 'voided' | 'declined';
  readonly customerId?: string | undefined;
  readonly amount?: { readonly amount: number; readonly currency: string } | undefined;
  readonly refundedTotal: number;
}

/** An authorization at the payment provider. */
export interface ChargeFact {
  readonly chargeId: string;
  readonly orderId: string;
  readonly status: 'authorized' | 'captured' | 'voided' | 'refunded';
  readonly authorized: number;
  readonly captured: number;
  readonly refunded: number;
}

export interface FulfillmentFact {
  readonly orderId: string;
  readonly status: 'expected' | 'open' | 'canceled';
}

export interface ShipmentFact {
  readonly shipmentId: string;
  readonly orderId: string;
  readonly status: 'pending' | 'picked' | 'dispatched' | 'delivered' | 'canceled';
  readonly customerId?: string | undefined;
  readonly lineItems: readonly ProductUnits[];
  /** The shipment must not be picked or dispatched. */
  readonly hold?: unknown;
}

export type PublishedEvent = Pick<EventEnvelope, 'id' | 'type' | 'subject' | 'revision' | 'data'>;

export interface ExpectedNotification {
  readonly channel: 'email' | 'webhook';
  /** The template or the type: `order-placed`, `order.placed`. */
  readonly name: string;
  /** Identifies the change that it is about, such as `pay_01…@4`. */
  readonly change: string;
  /** The customer or the endpoint that receives it. */
  readonly recipient: string;
}

/** An email that was accepted, or a webhook that an endpoint received. */
export interface NotificationFact extends ExpectedNotification {
  /**
   * Whether the sender recorded that it was accepted. Email providers have no idempotency keys: a sender that crashes
   * between the two has to send again.
   */
  readonly isRecorded: boolean;
  /** The customer whose data it contains. */
  readonly customerId?: string | undefined;
}

export interface ChangeFact {
  readonly kind: 'session' | 'order' | 'payment' | 'reservation' | 'fulfillment' | 'shipment';
  readonly id: string;
  /** Absent when the write created the record. */
  readonly before?: RecordState | undefined;
  /** Absent when the write removed the record. */
  readonly after?: RecordState | undefined;
}

export interface RecordState {
  readonly status: string;
  /** Absent when records of this kind have no version. */
  readonly version?: number | undefined;
}

export interface RequestFact {
  /** The operation, with the path: `POST /checkout/sessions/chk_1/complete`. */
  readonly operation: string;
  /** A customer, or the session of a guest. */
  readonly callerId: string;
  readonly key: string;
  readonly body: string;
  /** Absent when the client abandoned the request. */
  readonly answer?: RequestAnswer | undefined;
}

export interface RequestAnswer {
  /** The code of a refusal; absent when the request was accepted. */
  readonly code?: string | undefined;
  /** What has to be the same for each repetition: the body, or the id of what the request created. */
  readonly content: string;
}

export interface AccessFact {
  /** `GET order ord_1`. */
  readonly resource: string;
  /** The customer, or the session of a guest, on whose behalf the record was read or changed. */
  readonly callerId: string;
  /** The customer, or the session of a guest, to whom the record belongs. */
  readonly ownerId: string;
}

/** A snapshot of a system in which nothing has happened. */
export const emptySnapshot: Snapshot = {
  stock: [],
  adjustments: [],
  reservations: [],
  sessions: [],
  orders: [],
  payments: [],
  charges: [],
  fulfillments: [],
  shipments: [],
  events: [],
  notifications: [],
  expectedNotifications: [],
  changes: [],
  requests: [],
  accesses: [],
  unsettled: new Set(),
};
