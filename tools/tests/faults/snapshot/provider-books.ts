import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ChargeFact } from '../../../simulation/src/invariants/index.ts';

/** Reads the books of the sandbox provider. */
export function readCharges(stateFolder: string): readonly ChargeFact[] {
  const database = open(stateFolder);
  const rows = database
    .prepare('SELECT id, reference, amount, status, refunded FROM charges')
    .all() as unknown as readonly {
    readonly id: string;
    readonly reference: string;
    readonly amount: number;
    readonly status: ChargeFact['status'];
    readonly refunded: number;
  }[];
  database.close();
  return rows.map(({ id, reference, amount, status, refunded }) => ({
    chargeId: id,
    orderId: reference,
    status: status === 'captured' && refunded === amount ? 'refunded' : status,
    authorized: amount,
    captured: status === 'captured' ? amount : 0,
    refunded,
  }));
}

/** The webhooks that the provider has not delivered yet; the local cloud does not know of them. */
export function openUnsentWebhooks(stateFolder: string): { count(): number; close(): void } {
  const database = open(stateFolder);
  const count = database.prepare('SELECT count(*) AS count FROM events');
  return { count: () => Number(count.get()!['count']), close: () => database.close() };
}

const open = (stateFolder: string): DatabaseSync =>
  new DatabaseSync(join(stateFolder, 'payments', 'sandbox-provider.sqlite'), { readOnly: true });
