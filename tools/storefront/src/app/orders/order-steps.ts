import type { Order } from '#libs/client';

/** A step on the way of an order to its customer. */
export interface OrderStep {
  readonly title: string;
  /** When it happened; undefined for a step that is still to come. */
  readonly at: string | undefined;
  readonly description: string;
}

type TrackedOrder = Pick<Order, 'status' | 'placedAt' | 'shipments' | 'cancellation'>;

/** @returns the steps of an order, those to come included */
export function orderSteps({ status, placedAt, shipments, cancellation }: TrackedOrder): OrderStep[] {
  const placed = { title: 'Placed', at: placedAt, description: 'We received your order and payment.' };
  if (status === 'canceled') {
    const description = 'The payment is refunded.';
    return [placed, { title: 'Canceled', at: cancellation?.canceledAt ?? placedAt, description }];
  }
  const dispatched = shipments.map(({ dispatchedAt }) => dispatchedAt).toSorted();
  const delivered = shipments.map(({ deliveredAt }) => deliveredAt).filter((at) => at !== undefined);
  const parcels = shipments.map(({ carrier, trackingNumber }) => `${carrier} ${trackingNumber}`).join(', ');
  return [
    placed,
    {
      title: 'Shipped',
      at: dispatched[0],
      description: parcels === '' ? 'The warehouse prepares your parcel.' : parcels,
    },
    {
      title: 'Delivered',
      at: status === 'delivered' ? delivered.toSorted().at(-1) : undefined,
      description: 'Your parcel arrives at the address below.',
    },
  ];
}

/** @returns whether the order can still change, so that the page keeps asking for its state */
export const isUnderWay = ({ status }: Pick<Order, 'status'>): boolean =>
  status === 'placed' || status === 'shipped';
