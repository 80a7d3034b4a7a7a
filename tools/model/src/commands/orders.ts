import type { OrderRecord } from '../world/order.ts';
import { call, Refusal, type Command, type Steps } from './command.ts';

/** Reads, changes and writes, again after each conflict. */
function* changeOrder(change: (record: OrderRecord) => OrderRecord): Steps<OrderRecord> {
  for (;;) {
    const record = yield* call<OrderRecord | null>('orders.get');
    if (!record) throw new Refusal('order.not-found');
    const changed = change(record);
    if (changed === record) return record;
    const written = yield* call<OrderRecord | 'conflict'>('orders.replace', {
      before: record,
      after: changed,
    });
    if (written !== 'conflict') return written;
  }
}

export const placeOrder: Command = function* () {
  const inserted = yield* call<OrderRecord | 'exists'>('orders.insert', { record: { status: 'placed' } });
  if (inserted !== 'exists') return {};
  const existing = yield* call<OrderRecord | null>('orders.get');
  if (existing?.status === 'rejected') throw new Refusal('order.rejected');
  return {};
};

export const rejectOrder: Command = function* () {
  const inserted = yield* call<OrderRecord | 'exists'>('orders.insert', { record: { status: 'rejected' } });
  if (inserted !== 'exists') return { failure: {} };
  const existing = yield* call<OrderRecord | null>('orders.get');
  if (existing?.status !== 'rejected') throw new Refusal('order.placed');
  return { failure: {} };
};

export const rejectCancellation: Command = function* ({ input }) {
  const { error } = input as { error: { Cause: string } };
  if (error.Cause !== 'shipment.dispatched') throw new Refusal('cancellation.not-rejectable');
  yield* changeOrder((record) => {
    if (record.isCancellationRejected) return record;
    if (record.status !== 'canceling') throw new Refusal(`order.${record.status}`);
    return {
      ...record,
      status: record.isDispatchTracked ? 'shipped' : 'placed',
      isCancellationRejected: true,
    };
  });
  return {};
};

export const markCanceled: Command = function* () {
  yield* changeOrder((record) => {
    if (record.status === 'canceled') return record;
    if (record.status !== 'canceling') throw new Refusal(`order.${record.status}`);
    return { ...record, status: 'canceled' };
  });
  return {};
};
