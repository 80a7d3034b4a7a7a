import { answer, withOrder, type CallModel } from './effect.ts';
import { canonicalText } from '../checker/canonical-text.ts';
import type { Fulfillment, OrderRecord } from './order.ts';

/** The calls of the repositories of orders, checkout and fulfillment. */
export const orderCalls: Readonly<Record<string, CallModel>> = {
  'orders.get': (world) => answer(world, world.order.record ?? null),

  'orders.insert': (world, args) => {
    if (world.order.record) return answer(world, 'exists');
    const record = args['record'] as unknown as OrderRecord;
    return answer(withOrder(world, { record }), record);
  },

  'orders.replace': (world, args) => {
    if (!isUnchanged(world.order.record, args['before'])) return answer(world, 'conflict');
    const record = args['after'] as unknown as OrderRecord;
    return answer(withOrder(world, { record }), record);
  },

  'sessions.find': (world) => answer(world, world.order.session),

  'sessions.complete': (world) => {
    const { session } = world.order;
    return answer(session === 'completing' ? withOrder(world, { session: 'completed' }) : world, session);
  },

  'sessions.reopen': (world) => {
    if (world.order.session !== 'completing') return answer(world, false);
    return answer(withOrder(world, { session: 'open' }), true);
  },

  'fulfillments.insert': (world, args) => {
    if (world.order.fulfillment) return answer(world, false);
    return answer(withOrder(world, { fulfillment: args['fulfillment'] as Fulfillment }), true);
  },

  'fulfillments.get': (world) => answer(world, world.order.fulfillment ?? null),

  'fulfillments.replace': (world, args) => {
    if (world.order.fulfillment !== args['before']) return answer(world, false);
    return answer(withOrder(world, { fulfillment: args['after'] as Fulfillment }), true);
  },
};

/**
 * Replaces the comparison of versions: every change of a record also changes what the model knows of it, and it never
 * returns to an earlier value.
 */
export const isUnchanged = (current: unknown, before: unknown): boolean =>
  canonicalText(current) === canonicalText(before);
