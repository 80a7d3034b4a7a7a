import { AppError } from '#libs/errors';
import { changeRecord } from '#libs/gateways';
import type { FulfilmentStore, KeptFulfilment } from '../gateways/fulfilment-store.ts';
import type { Fulfilment } from '../models/fulfilment.ts';

interface Needs {
  readonly store: Pick<FulfilmentStore, 'ofOrder' | 'save'>;
}

/**
 * Moves the shipments of an order from where they stand now. Whoever loses a race begins again, so that a pick and
 * a cancellation at the same moment happen one after the other. A change that answers the same writes nothing.
 *
 * @throws AppError not-found `fulfilment.unknown`; unavailable `fulfilment.busy` when others kept moving them
 */
export async function changeFulfilment(
  orderId: string,
  change: (fulfilment: KeptFulfilment) => Fulfilment,
  { store }: Needs,
): Promise<KeptFulfilment> {
  const read = async () => (await store.ofOrder(orderId)) ?? unknown();
  try {
    return (await changeRecord<Fulfilment>({
      read,
      change: (current) => {
        const after = change(current as KeptFulfilment);
        return after === current ? current : { ...after, version: current.version };
      },
      replace: async (after, current) =>
        after === current ? current : store.save(current as KeptFulfilment, after),
    })) as KeptFulfilment;
  } catch (error) {
    const isLostRace =
      error instanceof AppError && error.code === 'record.changed' && error.kind === 'conflict';
    throw isLostRace
      ? new AppError('unavailable', 'fulfilment.busy', { cause: error, retryAfterSeconds: 1 })
      : error;
  }
}

function unknown(): never {
  throw new AppError('not-found', 'fulfilment.unknown', { detail: 'Nothing is to be sent for this order.' });
}
