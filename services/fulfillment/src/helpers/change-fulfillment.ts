import { AppError } from '#libs/errors';
import { changeRecord } from '#libs/gateways';
import type { FulfillmentStore, KeptFulfillment } from '../gateways/fulfillment-store.ts';
import type { Fulfillment } from '../models/fulfillment.ts';

interface Dependencies {
  readonly store: Pick<FulfillmentStore, 'ofOrder' | 'save'>;
}

/** @throws AppError not-found `fulfillment.unknown`; unavailable `fulfillment.busy` after repeated conflicts */
export const changeFulfillment = (
  orderId: string,
  change: (fulfillment: KeptFulfillment) => Fulfillment,
  { store }: Dependencies,
): Promise<KeptFulfillment> =>
  changeRecord<KeptFulfillment, Fulfillment>({
    read: async () => (await store.ofOrder(orderId)) ?? unknown(),
    change,
    replace: (after, current) => store.save(current, after),
    busyCode: 'fulfillment.busy',
  });

function unknown(): never {
  throw new AppError('not-found', 'fulfillment.unknown', { detail: 'Nothing is to be sent for this order.' });
}
