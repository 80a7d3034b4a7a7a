import type { AuthorizePayment, CheckoutSubmitted, CommandOf, EventOf, ReserveStock } from '#libs/contracts';
import { money } from '#libs/models';
import type { OrderDetails } from './order-details.ts';

/** The input of the placement saga: the complete input of each command, which the state machine passes on unchanged. */
export interface Placement {
  readonly reserveStock: CommandOf<typeof ReserveStock>;
  /** Absent when there is nothing to pay: the saga then skips all steps of payments. */
  readonly authorizePayment?: CommandOf<typeof AuthorizePayment>;
  readonly placeOrder: { readonly order: OrderDetails; readonly correlationId: string };
  /** For every step that only takes the order id. */
  readonly step: { readonly orderId: string; readonly correlationId: string };
  readonly checkout: { readonly sessionId: string; readonly orderId: string; readonly correlationId: string };
}

export function toPlacement({ data, correlationId }: EventOf<typeof CheckoutSubmitted>): Placement {
  const { encryptedPaymentToken, ...order } = data;
  const { orderId, sessionId, customerId, totals, currency } = order;
  const step = { orderId, correlationId };
  const lineItems = order.lineItems.map(({ productId, quantity }) => ({ productId, quantity }));
  const amount = money(totals.total, currency);
  return {
    reserveStock: { ...step, lineItems },
    ...(encryptedPaymentToken !== undefined && {
      authorizePayment: {
        ...step,
        amount,
        encryptedPaymentToken,
        ...(customerId !== undefined && { customerId }),
      },
    }),
    placeOrder: { order, correlationId },
    step,
    checkout: { ...step, sessionId },
  };
}
