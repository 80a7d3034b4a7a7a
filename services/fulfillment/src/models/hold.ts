import { AppError } from '#libs/errors';
import { Instant } from '#libs/models';
import { Type, type Static } from 'typebox';

/** Why the shipments of an order must not be sent, although the order is not canceled. */
export const Hold = Type.Object({ reason: Type.Enum(['payment-refunded']), since: Instant });
export type Hold = Static<typeof Hold>;

/** @throws AppError conflict `shipment.payment-refunded` when the shipment is on hold */
export function requireNoHold<S extends { readonly hold?: Hold }>(shipment: S): S {
  if (!shipment.hold) return shipment;
  throw new AppError('conflict', 'shipment.payment-refunded', {
    detail: `The payment was refunded in full at ${shipment.hold.since}. Keep the goods and cancel the order.`,
  });
}
