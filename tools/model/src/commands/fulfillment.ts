import type { Fulfillment } from '../world/order.ts';
import { call, Refusal, type Command } from './command.ts';

export const cancelShipments: Command = function* () {
  if (yield* call<boolean>('fulfillments.insert', { fulfillment: 'canceled' })) return {};
  for (;;) {
    const fulfillment = yield* call<Fulfillment>('fulfillments.get');
    if (fulfillment === 'canceled') return {};
    if (fulfillment === 'dispatched') throw new Refusal('shipment.dispatched');
    const isWritten = yield* call<boolean>('fulfillments.replace', {
      before: fulfillment,
      after: 'canceled',
    });
    if (isWritten) return {};
  }
};
