import { cancellation, lastUnit } from '../system/scenarios.ts';
import { calls } from '../world/calls.ts';
import type { CallModel } from '../world/effect.ts';
import { answer, withOrder } from '../world/effect.ts';
import type { Hold, Inventory } from '../world/inventory.ts';
import type { Charge, Payment } from '../world/order.ts';
import { inCalls, type PlantedBug } from './planted-bug.ts';

/** Replaces the inventory before a call, so that its condition holds. */
const pretend =
  (name: string, change: (inventory: Inventory, order: number, hold: Hold) => Inventory): CallModel =>
  (world, args) =>
    calls[name]!(
      { ...world, inventory: change(world.inventory, world.order.id, args['hold'] as unknown as Hold) },
      args,
    );

const takeMoreThanThereIs: CallModel = (world, args) => {
  const hold = args['hold'] as unknown as Hold;
  const { available, holds } = world.inventory.stock[hold.product]!;
  const taken = { available: available - 1, holds: [...holds, hold] };
  const stock = { ...world.inventory.stock, [hold.product]: taken };
  return answer({ ...world, inventory: { ...world.inventory, stock } }, { outcome: 'taken', holds: [hold] });
};

const replaceBlindly: CallModel = (world, args) => {
  const payment = args['after'] as unknown as Payment;
  return answer(withOrder(world, { payment }), payment);
};

const chargeAgain: CallModel = (world) => {
  const { charges } = world.order;
  const charge: Charge = { authorization: `auth-${charges.length + 1}`, status: 'authorized' };
  return answer(withOrder(world, { charges: [...charges, charge] }), { authorization: charge.authorization });
};

export const bugsInCalls: readonly PlantedBug[] = [
  {
    description: 'the provider gets no idempotency key',
    scenario: lastUnit(1),
    plant: inCalls({ 'provider.authorize': chargeAgain }),
  },
  {
    description: 'stock is taken without a condition',
    scenario: lastUnit(0),
    plant: inCalls({ 'stock.take': takeMoreThanThereIs }),
  },
  {
    description: 'a hold is returned twice',
    scenario: lastUnit(2),
    plant: inCalls({
      'stock.returnHold': pretend('stock.returnHold', (inventory, _, hold) => {
        const { available, holds } = inventory.stock[hold.product]!;
        const stock = { ...inventory.stock, [hold.product]: { available, holds: [...holds, hold] } };
        return { ...inventory, stock };
      }),
    }),
  },
  {
    description: 'units are returned without comparing the status of the reservation',
    scenario: cancellation(1),
    plant: inCalls({
      'reservations.returnUnits': (world, args) => {
        const reservation = world.inventory.reservations[world.order.id];
        return calls['reservations.returnUnits']!(world, { ...args, from: reservation?.status ?? 'none' });
      },
    }),
  },
  {
    description: 'a reservation replaces an earlier decision',
    scenario: lastUnit(1),
    plant: inCalls({
      'reservations.decide': pretend('reservations.decide', ({ stock, reservations }, order) => {
        const { [order]: _, ...others } = reservations;
        return { stock, reservations: others };
      }),
    }),
  },
  {
    description: 'holds of orders that are being reserved count as stray',
    scenario: lastUnit(0),
    plant: inCalls({
      'reservations.findMany': (world, args) => {
        const [{ value } = { value: {} }] = calls['reservations.findMany']!(world, args);
        const none = (args['orders'] as number[]).map((order) => [order, []]);
        return answer(world, { ...Object.fromEntries(none), ...(value as object) });
      },
    }),
  },
  {
    description: 'payments are written without comparing their versions',
    scenario: lastUnit(1),
    plant: inCalls({ 'payments.replace': replaceBlindly }),
  },
];
