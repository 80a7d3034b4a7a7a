import { CustomerId, idSchema, Instant, MinorUnits, Money, Version } from '#libs/models';
import { Type, type Static } from 'typebox';

/** The record of a payment after AuthorizePayment, which a saga passes on to CapturePayment. */
export const AuthorizedPayment = Type.Object({
  orderId: idSchema('ord'),
  paymentId: idSchema('pay'),
  status: Type.Enum(['authorized', 'captured']),
  amount: Money,
  customerId: Type.Optional(CustomerId),
  attemptedAt: Instant,
  authorizationId: Type.String({ minLength: 1, maxLength: 255 }),
  refundedTotal: MinorUnits,
  createdAt: Instant,
  originCorrelationId: Type.String({ minLength: 1, maxLength: 128 }),
  version: Version,
});
export type AuthorizedPayment = Static<typeof AuthorizedPayment>;
