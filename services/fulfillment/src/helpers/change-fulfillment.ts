import { AppError } from '#libs/errors';
import { changeRecord } from '#libs/gateways';
import type { FulfillmentRepository, VersionedFulfillment } from '../gateways/fulfillment-repository.ts';
import type { Fulfillment } from '../models/fulfillment.ts';

interface Dependencies {
  readonly fulfillments: Pick<FulfillmentRepository, 'get' | 'replace'>;
}

/** @throws AppError not-found `fulfillment.not-found`; unavailable `fulfillment.busy` after repeated conflicts */
export const changeFulfillment = (
  orderId: string,
  change: (fulfillment: VersionedFulfillment) => Fulfillment,
  { fulfillments }: Dependencies,
): Promise<VersionedFulfillment> =>
  changeRecord<VersionedFulfillment, Fulfillment>({
    read: async () => (await fulfillments.get(orderId)) ?? throwFulfillmentNotFound(),
    change,
    replace: (after, current) => fulfillments.replace(current, after),
    busyCode: 'fulfillment.busy',
  });

function throwFulfillmentNotFound(): never {
  throw new AppError('not-found', 'fulfillment.not-found', {
    detail: 'The order has no fulfillment. Check its id.',
  });
}
