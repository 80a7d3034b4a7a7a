import type { AuthorizePayment, CheckoutSubmitted, CommandOf, EventOf, ReserveStock } from '#libs/contracts';
import { money } from '#libs/models';
import type { OrderDraft } from './order-draft.ts';

/** The input of the placement saga: each command ready to be sent, so that the state machine only has to pass it on. */
export interface Placement {
  readonly reserveStock: CommandOf<typeof ReserveStock>;
  readonly authorizePayment: CommandOf<typeof AuthorizePayment>;
  readonly placeOrder: { readonly order: OrderDraft; readonly correlationId: string };
  /** For every step that needs no more than the order's id. */
  readonly step: { readonly orderId: string; readonly correlationId: string };
  readonly checkout: { readonly sessionId: string; readonly orderId: string; readonly correlationId: string };
}

export function placementOf({ data, correlationId }: EventOf<typeof CheckoutSubmitted>): Placement {
  const { paymentToken, ...order } = data;
  const { orderId, sessionId, customerId, totals, currency } = order;
  const step = { orderId, correlationId };
  const lineItems = order.lineItems.map(({ productId, quantity }) => ({ productId, quantity }));
  const amount = money(totals.total, currency);
  return {
    reserveStock: { ...step, lineItems },
    authorizePayment: { ...step, amount, paymentToken, ...(customerId !== undefined && { customerId }) },
    placeOrder: { order, correlationId },
    step,
    checkout: { ...step, sessionId },
  };
}
