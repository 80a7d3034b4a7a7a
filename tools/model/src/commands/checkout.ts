import type { Order } from '../world/order.ts';
import { call, Refusal, type Command } from './command.ts';

type Session = Order['session'];

export const closeCheckout: Command = function* () {
  const before = yield* call<Session>('sessions.complete');
  if (before === 'open') throw new Refusal('checkout.failed');
  return {};
};

export const reopenCheckout: Command = function* () {
  for (;;) {
    const session = yield* call<Session>('sessions.find');
    if (session === 'open') return {};
    if (session === 'completed') throw new Refusal('checkout.placed');
    if (yield* call<boolean>('sessions.reopen')) return {};
  }
};
