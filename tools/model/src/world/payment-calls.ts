import { answer, withOrder, type CallModel } from './effect.ts';
import { isUnchanged } from './order-calls.ts';
import type { Charge, Order, Payment, World } from './order.ts';

const findCharge = ({ order }: World, authorization: unknown): Charge =>
  order.charges.find((charge) => charge.authorization === authorization)!;

const withCharge = (world: World, changed: Charge): World =>
  withOrder(world, {
    charges: world.order.charges.map((each) =>
      each.authorization === changed.authorization ? changed : each,
    ),
  });

/** An attempt that is recorded, and has not yet the answer of the provider. */
export const isAuthorizing = ({ invocations }: Order): boolean =>
  invocations.some(
    ({ command, log }) =>
      command === 'AuthorizePayment' && log.length > 0 && !log.some((each) => isAuthorization(each)),
  );
const isAuthorization = (outcome: object): boolean =>
  'value' in outcome &&
  typeof outcome.value === 'object' &&
  outcome.value !== null &&
  'authorization' in outcome.value &&
  !('status' in outcome.value);

/** The calls of the payments table, and of the payment provider. */
export const paymentCalls: Readonly<Record<string, CallModel>> = {
  'payments.get': (world) => answer(world, world.order.payment ?? null),

  'payments.insert': (world, args) => {
    if (world.order.payment) return answer(world, 'exists');
    const payment = args['payment'] as unknown as Payment;
    return answer(withOrder(world, { payment }), payment);
  },

  'payments.replace': (world, args) => {
    if (!isUnchanged(world.order.payment, args['before'])) return answer(world, 'conflict');
    const payment = args['after'] as unknown as Payment;
    return answer(withOrder(world, { payment }), payment);
  },

  /** The same key has the same result; whether the card is accepted shows at the first request. */
  'provider.authorize': (world) => {
    const { charges, card } = world.order;
    const declined = {
      world: withOrder(world, { card: 'declined' }),
      value: { declined: 'payment.declined' },
    };
    if (card === 'declined') return [declined];
    const authorization = charges[0]?.authorization ?? 'auth-1';
    const charge: Charge = { authorization, status: 'authorized' };
    const authorized = withOrder(world, {
      card: 'accepted',
      charges: charges.length > 0 ? charges : [charge],
    });
    const accepted = { world: authorized, value: { authorization } };
    if (card === 'accepted') return [accepted];
    return [
      { ...accepted, note: 'accepted' },
      { ...declined, note: 'declined' },
    ];
  },

  'provider.capture': (world, args) => {
    const charge = findCharge(world, args['authorization']);
    if (charge.status === 'voided') return answer(world, 'voided');
    if (charge.status !== 'authorized') return answer(world, 'captured');
    return answer(withCharge(world, { ...charge, status: 'captured' }), 'captured');
  },

  'provider.void': (world, args) => {
    const charge = findCharge(world, args['authorization']);
    if (charge.status === 'authorized')
      return answer(withCharge(world, { ...charge, status: 'voided' }), 'voided');
    return answer(world, charge.status === 'voided' ? 'voided' : 'captured');
  },

  'provider.refund': (world, args) => {
    const charge = findCharge(world, args['authorization']);
    if (charge.status !== 'captured') return answer(world, {});
    return answer(withCharge(world, { ...charge, status: 'refunded' }), {});
  },

  'provider.find': (world) => {
    const found = world.order.charges.find(({ status }) => status === 'authorized' || status === 'captured');
    const mayAppear = isAuthorizing(world.order);
    return answer(world, { mayAppear, ...(found && { authorization: found.authorization }) });
  },
};
