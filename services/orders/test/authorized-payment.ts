import type { AuthorizedPayment } from '#libs/contracts';
import { newId } from '#libs/models';
import type { Placement } from '../src/models/placement.ts';

/** The payment of a placement, as AuthorizePayment returns it. */
export const authorizedPayment = ({ step, authorizePayment }: Placement): AuthorizedPayment => ({
  orderId: step.orderId,
  paymentId: newId('pay'),
  status: 'authorized',
  amount: authorizePayment!.amount,
  attemptedAt: '2030-01-01T12:00:00.000Z',
  authorizationId: 'auth-1',
  refundedTotal: 0,
  createdAt: '2030-01-01T12:00:00.000Z',
  originCorrelationId: step.correlationId,
  version: 2,
});
