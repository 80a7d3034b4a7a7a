import { Rejected, type Engine } from '../simulation/engine.ts';

// As in libs/gateways/src/dynamodb/transact.ts.
const MAX_ATTEMPTS = 5;
const BASE_PAUSE_MILLISECONDS = 40;
// As in the placement saga: the first of the delays that its retry policy adds for `stock.busy`.
const SAGA_DELAYS_MILLISECONDS = [1000, 2000, 4000, 8000, 10_000, 10_000];

/**
 * The alternative that sales are compared with: reserving and committing are transactions on the stock item and the
 * reservation, retried by the function and then by the saga.
 */
export function transactionBaseline(engine: Engine, units: number, random: () => number) {
  let available = units;
  let busy = 0;

  async function transact(keys: readonly string[], apply: () => boolean): Promise<boolean | 'busy'> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await engine.transaction(keys, apply, () => 200);
      } catch (error) {
        if (!(error instanceof Rejected)) throw error;
        if (attempt === MAX_ATTEMPTS) return 'busy';
        await engine.pause(random() * BASE_PAUSE_MILLISECONDS * 2 ** attempt);
      }
    }
  }
  async function untilDone(keys: readonly string[], apply: () => boolean): Promise<boolean | 'busy'> {
    for (const delay of [...SAGA_DELAYS_MILLISECONDS, 0]) {
      const result = await transact(keys, apply);
      if (result !== 'busy') return result;
      busy++;
      await engine.pause(random() * delay);
    }
    return 'busy';
  }

  return {
    /** Reserves and commits one unit. */
    async sell(orderId: string): Promise<boolean> {
      const keys = ['prd_hot', orderId];
      const reserved = await untilDone(keys, () => available > 0 && (available--, true));
      return reserved === true && (await untilDone(keys, () => true)) === true;
    },
    busy: () => busy,
  };
}
