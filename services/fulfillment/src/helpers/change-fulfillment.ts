import { AppError } from '#libs/errors';
import { changeRecord } from '#libs/gateways';
import type { FulfillmentStore, KeptFulfillment } from '../gateways/fulfillment-store.ts';
import type { Fulfillment } from '../models/fulfillment.ts';

interface Dependencies {
  readonly store: Pick<FulfillmentStore, 'ofOrder' | 'save'>;
}

/**
 * Moves the shipments of an order from where they stand now. Whoever loses a race begins again, so that a pick and
 * a cancellation at the same moment happen one after the other. A change that answers the same writes nothing.
 *
 * @throws AppError not-found `fulfillment.unknown`; unavailable `fulfillment.busy` when others kept moving them
 */
export async function changeFulfillment(
  orderId: string,
  change: (fulfillment: KeptFulfillment) => Fulfillment,
  { store }: Dependencies,
): Promise<KeptFulfillment> {
  const read = async () => (await store.ofOrder(orderId)) ?? unknown();
  try {
    return (await changeRecord<Fulfillment>({
      read,
      change: (current) => {
        const after = change(current as KeptFulfillment);
        return after === current ? current : { ...after, version: current.version };
      },
      replace: async (after, current) =>
        after === current ? current : store.save(current as KeptFulfillment, after),
    })) as KeptFulfillment;
  } catch (error) {
    const isLostRace =
      error instanceof AppError && error.code === 'record.changed' && error.kind === 'conflict';
    throw isLostRace
      ? new AppError('unavailable', 'fulfillment.busy', { cause: error, retryAfterSeconds: 1 })
      : error;
  }
}

function unknown(): never {
  throw new AppError('not-found', 'fulfillment.unknown', { detail: 'Nothing is to be sent for this order.' });
}
